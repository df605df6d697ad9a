"""The doors of the hotline: the call sheet, the roster, and who is on duty."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.hotline.views import call_backs, calls, duty, roster
from mooring.statistics.views import of_calls
from mooring.web.guard import Door

CALLS_DOORS: list[Door] = [
    Door("duty/", "duty", "duty.look", duty.on_duty, navigation=_("On duty"), notes_its_looks=True),
    Door("calls/", "calls", "call.list", calls.calls, navigation=_("Calls"), notes_its_looks=True),
    Door("calls/new/", "call_new", "call.take", calls.call_new, writes=True, quick_action=_("Take a call")),
    Door("calls/<str:call>/", "call", "call.look", calls.call, notes_its_looks=True),
    Door("calls/<str:call>/outcome/", "call_outcome", "call.conclude", calls.call_outcome, writes=True),
    Door("calls/<str:call>/back/", "call_back_new", "call_back.agree", calls.call_back_new, writes=True),
    Door("call-backs/<str:named>/", "call_back", "call_back.try", call_backs.call_back, writes=True),
    Door(
        "call-backs/<str:named>/number/",
        "call_back_number",
        "call_back.look",
        call_backs.call_back_number,
        writes=True,
        notes_its_looks=True,
    ),
    Door("figures/calls/", "calls_counted", "call.count", of_calls.calls_counted, navigation=_("Calls counted")),
    Door("figures/calls/chart/", "calls_counted_chart", "call.count", of_calls.calls_chart),
    Door("roster/", "roster", "roster.look", roster.roster_page, navigation=_("Roster"), notes_its_looks=True),
    Door("roster/plan/", "roster_plan", "roster.plan", roster.plan, writes=True),
    Door("roster/line/", "roster_line", "roster.line", roster.line, writes=True),
    Door("roster/shifts/<str:named>/offer/", "roster_offer", "roster.offer", roster.offer, writes=True),
    Door("roster/shifts/<str:named>/withdraw/", "roster_withdraw", "roster.withdraw", roster.withdraw, writes=True),
    Door("roster/shifts/<str:named>/<slug:what>/", "roster_shift", "roster.take", roster.shift_deed, writes=True),
    Door(
        "roster/offers/<str:named>/<slug:what>/",
        "roster_offer_answer",
        "roster.answer",
        roster.offer_answer,
        writes=True,
    ),
]
