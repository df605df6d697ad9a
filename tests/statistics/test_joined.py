"""A person of whom two files are kept is counted once; and what was said on an earlier day stays as it was said."""

from __future__ import annotations

from datetime import date

import pytest

from mooring.casework import actions
from mooring.casework.models import Case, Joining
from mooring.identification.models import Outcome
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.statistics.cells import Question, ages, table
from mooring.statistics.revisions import Causes, causes, revision
from mooring.statistics.vintages import as_known_on
from tests.cast import Cast
from tests.statistics.figures import PEOPLE, at, posted_before, recorded_on

MARCH, MAY, JUNE = date(2025, 3, 10), date(2025, 5, 20), date(2025, 6, 20)
BEFORE, THEN, AFTER = date(2025, 3, 31), date(2025, 5, 31), date(2025, 6, 30)


@pytest.fixture
def files(officers: Cast) -> list[Case]:
    """The files of five persons, decided on in the order of the years."""
    recorded_on(officers, MARCH)
    with acting_as(officers.keeper):
        return [outcome.case for outcome in Outcome.objects.standing().select_related("case").order_by("decided_on")]


def serving(officer: Officer) -> Officer:
    officer.running_postings()
    return officer


def joined_on(day: date, officers: Cast, leading: Case, other: Case) -> Joining:
    """Both files are the keeper's, who leads them."""
    keeper, desk = leading_officer(officers), serving(officers.matcher)
    with clock.at(at(day)):
        joining = actions.propose_joining(
            by=desk, leading=leading.pseudonym, other=other.pseudonym, ground="same_number"
        )
        for case in (leading, other):
            actions.join(by=keeper, case=case, joining=joining)
    return joining


def leading_officer(officers: Cast) -> Officer:
    """The keeper, who leads the files brought in from an old register."""
    return posted_before(officers)


def people(day: date) -> int:
    return table(Question(as_known_on(day), "year", "outcome")).total


def test_a_joined_person_is_counted_once_and_earlier_vintages_stay(files: list[Case], officers: Cast) -> None:
    earlier = table(Question(as_known_on(BEFORE), "form", "outcome")).cells
    joined_on(MAY, officers, files[1], files[2])
    assert people(THEN) == len(PEOPLE) - 1
    assert people(BEFORE) == len(PEOPLE)
    assert table(Question(as_known_on(BEFORE), "form", "outcome")).cells == earlier
    counted = table(Question(as_known_on(THEN), "gender", "outcome")).cells
    assert counted["woman", "identified"] == 2
    assert ("man", "identified") not in counted or counted["man", "identified"] == 0
    assert ages(Question(as_known_on(THEN))).known == 3


def test_what_is_only_proposed_or_agreed_by_one_counts_two(files: list[Case], officers: Cast) -> None:
    desk, keeper = serving(officers.matcher), leading_officer(officers)
    with clock.at(at(MAY)):
        joining = actions.propose_joining(
            by=desk, leading=files[1].pseudonym, other=files[2].pseudonym, ground="same_number"
        )
        actions.join(by=keeper, case=files[1], joining=joining)
    assert people(THEN) == len(PEOPLE)


def test_parted_files_are_counted_by_themselves_again_from_that_day(files: list[Case], officers: Cast) -> None:
    joining = joined_on(MAY, officers, files[1], files[2])
    keeper = leading_officer(officers)
    with clock.at(at(JUNE)):
        actions.part(by=keeper, case=files[2], joining=joining, reason="two_persons")
    assert [people(day) for day in (BEFORE, THEN, AFTER)] == [5, 4, 5]


def test_the_revision_says_why(files: list[Case], officers: Cast) -> None:
    joining = joined_on(MAY, officers, files[1], files[2])
    keeper = leading_officer(officers)
    with clock.at(at(JUNE)):
        actions.part(by=keeper, case=files[2], joining=joining, reason="two_persons")
    before, then, after = (as_known_on(day) for day in (BEFORE, THEN, AFTER))
    assert causes(Question(then), before) == Causes(0, 0, 0, joined=1)
    assert causes(Question(after), then) == Causes(0, 0, 0, parted=1)
    assert causes(Question(after), before).none
    assert revision(Question(then), before).total.difference == -1


def test_three_files_on_one_person_count_once(files: list[Case], officers: Cast) -> None:
    joined_on(MAY, officers, files[0], files[1])
    joined_on(MAY, officers, files[0], files[2])
    assert people(THEN) == 3


def test_a_file_that_leads_and_is_not_decided_on_lets_the_other_count(files: list[Case], officers: Cast) -> None:
    lead = serving(officers.social_worker)
    with clock.at(at(MARCH)):
        undecided = actions.open_case(by=lead)
    desk, keeper = serving(officers.matcher), leading_officer(officers)
    for other in files[1:3]:
        with clock.at(at(MAY)):
            joining = actions.propose_joining(
                by=desk, leading=undecided.pseudonym, other=other.pseudonym, ground="same_number"
            )
            actions.join(by=lead, case=undecided, joining=joining)
            actions.join(by=keeper, case=other, joining=joining)
    assert people(THEN) == 4
