"""The doors of the reflection period: what is asked and decided, letters about it, the permit for a case at court, a feed of clocks."""

from __future__ import annotations

from mooring.support.views import period, period_answers, period_letters, period_permit
from mooring.web.guard import CASE, Door, form_about_a_case

PERIOD_DOORS = [
    Door(CASE + "period/", "reflection", "support.look", period.whole),
    form_about_a_case("period/request/", "reflection_request", "reflection.request", period.ask),
    form_about_a_case("period/grant/", "reflection_grant", "reflection.grant", period.grant),
    form_about_a_case("period/extend/", "reflection_extend", "reflection.extend", period.extend),
    form_about_a_case("period/correct/", "reflection_correct", "reflection.correct", period.correct),
    form_about_a_case("period/refuse/", "reflection_refuse", "reflection.refuse", period_answers.refuse),
    form_about_a_case(
        "period/refuse/correct/",
        "reflection_correct_refusal",
        "reflection.correct_refusal",
        period_answers.correct_refusal,
    ),
    form_about_a_case("period/take-away/", "reflection_take_back", "reflection.take_back", period_answers.take_back),
    form_about_a_case("period/give-back/", "reflection_give_back", "reflection.give_back", period_answers.give_back),
    form_about_a_case("period/letters/", "reflection_letter_write", "reflection.write_letter", period_letters.write),
    Door(CASE + "period/letters/<str:letter>/", "reflection_letter", "support.look", period_letters.letter),
    Door(CASE + "permit/", "permit", "support.look", period_permit.permit),
    form_about_a_case("permit/ask/", "permit_ask", "permit.ask", period_permit.ask),
    form_about_a_case("permit/give/", "permit_give", "permit.give", period_permit.give),
    form_about_a_case("permit/refuse/", "permit_refuse", "permit.refuse", period_permit.refuse),
    form_about_a_case("permit/withdraw/", "permit_withdraw", "permit.withdraw", period_permit.withdraw),
    form_about_a_case("permit/end/", "permit_end", "permit.end", period_permit.end),
    # A calendar program cannot sign in: the token is checked by the view, and what it answers says when, and nothing else.
    Door("calendar/<str:token>/clocks.ics", "calendar_clocks", None, period_letters.clocks_fetched),
]
