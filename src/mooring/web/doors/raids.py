"""The doors of notices of actions: told ahead, rostered, met, counted, forgotten; and of interpreters on call."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.hotline.views import interpreters, raids
from mooring.statistics.views import of_actions
from mooring.web.guard import Door, View

NOTICE = "actions/<str:named>/"


def of_a_notice(path: str, name: str, verb: str, view: View) -> Door:
    """A door to a form or a button of a notice."""
    return Door(NOTICE + path, name, verb, view, writes=True)


RAIDS_DOORS: list[Door] = [
    Door("actions/", "actions", "action.list", raids.action_list, navigation=_("Actions ahead"), notes_its_looks=True),
    Door(
        "actions/new/",
        "action_new",
        "action.announce",
        raids.action_new,
        writes=True,
        quick_action=_("Tell of an action ahead"),
    ),
    Door("actions/figures/", "action_own_figures", "action.own_figures", raids.action_figures, notes_its_looks=True),
    Door(
        "figures/actions/",
        "figures_actions",
        "action.figures",
        of_actions.of_actions,
        navigation=_("Figures of actions"),
    ),
    Door(NOTICE, "action", "action.look", raids.action, notes_its_looks=True),
    of_a_notice("receive/", "action_receive", "action.receive", raids.step("action.receive")),
    of_a_notice("roster/", "action_roster", "action.roster", raids.action_roster),
    of_a_notice("roster/<str:row>/off/", "action_take_off", "action.take_off", raids.action_take_off),
    of_a_notice("confirm/", "action_confirm", "action.confirm", raids.step("action.confirm")),
    of_a_notice("change/", "action_change", "action.change", raids.action_change),
    of_a_notice("call-off/", "action_call_off", "action.call_off", raids.step("action.call_off")),
    of_a_notice("begin/", "action_begin", "action.begin", raids.action_begin),
    of_a_notice("list/<slug:item>/", "action_tick", "action.tick", raids.action_tick),
    of_a_notice("end/", "action_end", "action.end", raids.step("action.end")),
    of_a_notice("close/", "action_close", "action.close", raids.step("action.close")),
    of_a_notice("readers/", "action_name_reader", "action.name_reader", raids.action_name_reader),
    Door(
        "interpreters/",
        "interpreters",
        "interpreter.list",
        interpreters.interpreter_list,
        navigation=_("Interpreters"),
        notes_its_looks=True,
    ),
    Door(
        "interpreters/now/",
        "interpreter_now",
        "interpreter.now",
        interpreters.interpreter_now,
        quick_action=_("Interpreter now"),
        is_quiet=True,
        notes_its_looks=True,
    ),
    Door("interpreters/new/", "interpreter_new", "interpreter.enter", interpreters.interpreter_new, writes=True),
    Door(
        "interpreters/<str:named>/",
        "interpreter_change",
        "interpreter.change",
        interpreters.interpreter_change,
        writes=True,
    ),
    Door(
        "interpreters/<str:named>/leave/",
        "interpreter_leave",
        "interpreter.leave",
        interpreters.interpreter_leave,
        writes=True,
    ),
    Door(
        "interpreters/<str:named>/on-call/",
        "interpreter_on_call",
        "interpreter.put_on_call",
        interpreters.interpreter_on_call,
        writes=True,
    ),
    Door(
        "interpreters/<str:named>/off-call/",
        "interpreter_off_call",
        "interpreter.take_off_call",
        interpreters.interpreter_off_call,
        writes=True,
    ),
    Door(
        "interpreters/<str:named>/answer/",
        "interpreter_answer",
        "interpreter.record_answer",
        interpreters.interpreter_answer,
        writes=True,
    ),
]
