"""What the deeds, deadlines and notices of a return are called, and how the rest of the house comes to know of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.casework import consent_choices, events, labels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Consent
from mooring.returns import turns
from mooring.returns.actions import travelling
from mooring.returns.moving import standing_path
from mooring.returns.return_states import RETURN_STATES, ReturnState
from mooring.safeguards import notices, state_tables
from mooring.safeguards.deeds import Done

LABELS = {
    "return.offer": _("Prepared return offered"),
    "return.consider": _("Prepared return: the person thinks it over"),
    "return.accept": _("Prepared return accepted"),
    "return.say_no": _("Prepared return: said no for now"),
    "return.withdraw": _("Prepared return: withdrawn by the person"),
    "return.assess": _("Risks of a return looked at"),
    "return.plan": _("Return planned"),
    "return.agree_money": _("Money for a return agreed on"),
    "return.pay": _("Money for a return paid"),
    "return.travel": _("Set out on the journey home"),
    "return.not_travelled": _("The journey home did not take place"),
    "return.arrive": _("Arrived after a prepared return"),
    "return.follow_up": _("Asked how the person is after a return"),
    "return.close": _("Return closed"),
    turns.ANSWER: _("Ask what the person thinks of a prepared return"),
    turns.RISKS: _("Look at the risks of a return"),
    turns.PLAN: _("Plan the return"),
    turns.TRAVEL: _("The day of travel"),
    turns.ARRIVAL: _("Hear that the person has arrived"),
    turns.FOLLOW_UP: _("Ask how the person is after the return"),
    turns.MONEY: _("Pay what was promised for the return"),
}
NOTICES = {
    "return.planned": _("A prepared return waits for your desk"),
    "return.travelling": _("A person has set out on a prepared return"),
    "return.arrived": _("A person has arrived after a prepared return"),
    "return.withdrawn": _("A prepared return was withdrawn"),
}
PURPOSE = _("To be asked how one is, after the support of a prepared return has ended")


def consent_withdrawn(done: Done) -> None:
    """Whoever no longer wishes to be asked after the support has ended is not asked any more."""
    consent = done.result
    if not isinstance(consent, Consent) or consent.purpose != travelling.LONG_TERM:
        return
    case: Case = consent.case
    path = standing_path(case) if case.held_by(done.by).get(Compartment.SUPPORT, False) else None
    if path is None or path.standing_step().state not in (ReturnState.ARRIVED, ReturnState.FOLLOWED_UP):
        return
    arrived = travelling.arrived_on(path)
    if arrived is not None and not travelling.months_left(path, arrived):
        turns.done_with(case, turns.FOLLOW_UP, by=done.by)


def register() -> None:
    """Called from the room's `apps.ready()`."""
    labels.register(LABELS)
    notices.register(NOTICES)
    state_tables.register(RETURN_STATES)
    consent_choices.purposes_from(lambda: [(travelling.LONG_TERM, PURPOSE)])
    events.on("consent.withdraw", consent_withdrawn)
