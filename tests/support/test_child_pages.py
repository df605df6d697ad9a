"""The pages of a child's path, as one who is tired finds them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from mooring.casework import actions as casework
from mooring.casework.models import Case
from mooring.identification import actions as identification
from mooring.support.actions import children as deeds
from mooring.web.doors.children import CHILDREN_DOORS
from tests.cast import Cast
from tests.support.conftest import another_request
from tests.visiting import page, visit

FORMS = [door.name for door in CHILDREN_DOORS if door.leads_into_a_case and door.writes]


@pytest.fixture
def child(officers: Cast) -> Case:
    """A girl of 15 who came alone."""
    lead = officers.social_worker
    case = casework.open_case(by=lead)
    identification.record_person(by=lead, case=case, gender="woman", age_years=15)
    deeds.record_path(by=lead, case=case, came="unaccompanied")
    return another_request(case)


@pytest.mark.parametrize("name", [name for name in FORMS if name not in ("child_missing_step", "child_found")])
def test_every_form_about_a_child_says_in_its_heading_what_it_is_for(name: str, child: Case, officers: Cast) -> None:
    shown = page(visit(officers.social_worker), reverse(name, args=[child]))
    [heading] = re.findall(r"<h1>(.*?)</h1>", shown, re.S)
    [title] = re.findall(r"<title>(.*?) · Mooring</title>", shown, re.S)
    assert heading.strip()
    assert title.strip()
