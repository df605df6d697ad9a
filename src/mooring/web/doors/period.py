"""The doors of the reflection period."""

from __future__ import annotations

from mooring.support.views import period
from mooring.web.guard import CASE, Door, form_about_a_case

PERIOD_DOORS = [
    Door(CASE + "period/", "reflection", "support.look", period.whole),
    form_about_a_case("period/request/", "reflection_request", "reflection.request", period.ask),
    form_about_a_case("period/grant/", "reflection_grant", "reflection.grant", period.grant),
    form_about_a_case("period/extend/", "reflection_extend", "reflection.extend", period.extend),
    form_about_a_case("period/correct/", "reflection_correct", "reflection.correct", period.correct),
]
