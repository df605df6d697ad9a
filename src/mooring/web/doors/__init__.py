"""The list of all doors of the house, room by room. What is not here cannot be entered."""

from __future__ import annotations

from mooring.web.doors.calls import CALLS_DOORS
from mooring.web.doors.casework import CASEWORK_DOORS
from mooring.web.doors.children import CHILDREN_DOORS
from mooring.web.doors.consent import CONSENT_DOORS
from mooring.web.doors.directory import DIRECTORY_DOORS
from mooring.web.doors.front import FRONT_DOORS
from mooring.web.doors.groups import GROUPS_DOORS
from mooring.web.doors.housing import HOUSING_DOORS
from mooring.web.doors.identification import IDENTIFICATION_DOORS
from mooring.web.doors.information import INFORMATION_DOORS
from mooring.web.doors.keeping import KEEPING_DOORS
from mooring.web.doors.law import LAW_DOORS
from mooring.web.doors.ledger import LEDGER_DOORS
from mooring.web.doors.matching import MATCHING_DOORS
from mooring.web.doors.names import NAMES_DOORS
from mooring.web.doors.notices import NOTICES_DOORS
from mooring.web.doors.outside import OUTSIDE_DOORS
from mooring.web.doors.period import PERIOD_DOORS
from mooring.web.doors.placing import PLACING_DOORS
from mooring.web.doors.plan import PLAN_DOORS
from mooring.web.doors.public import PUBLIC_DOORS
from mooring.web.doors.raids import RAIDS_DOORS
from mooring.web.doors.redress import REDRESS_DOORS
from mooring.web.doors.referral import REFERRAL_DOORS
from mooring.web.doors.returns import RETURNS_DOORS
from mooring.web.doors.safeguards import SAFEGUARDS_DOORS
from mooring.web.doors.service_requests import SERVICES_DOORS
from mooring.web.doors.statistics import STATISTICS_DOORS
from mooring.web.doors.stories import STORIES_DOORS
from mooring.web.doors.tips import TIPS_DOORS
from mooring.web.guard import Door

DOORS: list[Door] = [
    *FRONT_DOORS,
    *CASEWORK_DOORS,
    *REFERRAL_DOORS,
    *CALLS_DOORS,
    *TIPS_DOORS,
    *RAIDS_DOORS,
    *IDENTIFICATION_DOORS,
    *CONSENT_DOORS,
    *NAMES_DOORS,
    *MATCHING_DOORS,
    *PERIOD_DOORS,
    *PLAN_DOORS,
    *SERVICES_DOORS,
    *INFORMATION_DOORS,
    *CHILDREN_DOORS,
    *HOUSING_DOORS,
    *PLACING_DOORS,
    *RETURNS_DOORS,
    *STORIES_DOORS,
    *REDRESS_DOORS,
    *KEEPING_DOORS,
    *STATISTICS_DOORS,
    *GROUPS_DOORS,
    *DIRECTORY_DOORS,
    *OUTSIDE_DOORS,
    *PUBLIC_DOORS,
    *LAW_DOORS,
    *NOTICES_DOORS,
    *SAFEGUARDS_DOORS,
    *LEDGER_DOORS,
]
