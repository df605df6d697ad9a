"""A case whose support is open to the social worker's desk and the assessor's; core alone to the caseworker's."""

from __future__ import annotations

import pytest

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from tests.cast import Cast


@pytest.fixture
def case(officers: Cast) -> Case:
    lead = officers.social_worker
    case = casework.open_case(by=lead)
    casework.give_access(by=lead, case=case, compartment=Compartment.CORE, desk=officers.caseworker.desk)
    for part in (Compartment.CORE, Compartment.SUPPORT):
        casework.give_access(by=lead, case=case, compartment=part, desk=officers.assessor.desk)
    casework.give_access(by=lead, case=case, compartment=Compartment.POLICE, desk=officers.police.desk)
    return case
