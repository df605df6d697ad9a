"""The copy that the person takes along: read before it is made, and, where it may be found, without a word that endangers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooring.casework.models import Case
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support.actions.contact_person import appoint
from mooring.support.actions.plan import write_plan
from mooring.support.actions.plan_copies import make_copy
from mooring.support.actions.plan_goals import choose_goal
from mooring.support.models import Plan, PlanCopy
from mooring.support.own_copy.content import content, safe
from mooring.support.own_copy.dangers import STEMS, is_safe, names_in_words
from mooring.support.own_copy.printing import as_document
from tests.cast import Cast
from tests.support.conftest import another_request

SAID = "I want quiet, and my shoes back."


@pytest.fixture
def plan(case: Case, officers: Cast) -> Plan:
    """A plan in which much stands that must not be found."""
    lead = officers.social_worker
    appoint(by=lead, case=case, officer=lead)
    made = write_plan(
        by=lead,
        case=case,
        needs={"safety": "The man from Testvej 4 looks for her.", "health": "A dentist."},
        goals="To tell the police.",
        services=["housing", "lawyer", "doctor", "language_course"],
        services_words="Test organisation Harbour calls on +45 00 00 00 00.",
        own_words=SAID,
        assent="in_part",
        disagreement="I will not see a doctor alone.",
    )
    for part, words in (
        ("education", "Learn to read the signs in town."),
        ("work", "Work in a kitchen, not at Harbour."),
        ("safety", "Sleep without fear."),
        ("economy", "Pay the debt off."),
        ("network", "Call social worker every day."),
        ("network", "See my sister again.\nShe lives at Skolegade."),
    ):
        choose_goal(by=lead, case=case, domain=part, goal=words)
    return made


def read(case: Case, plan: Plan, officers: Cast, form: str, language: str = "en") -> tuple[str, str, list[str]]:
    """What a copy says, how it was read, and what was left out."""
    with acting_as(officers.social_worker):
        shown = content(case, plan, form, language)
    return shown.sealed_text(), shown.as_read(), list(shown.left_out)


def test_the_safe_copy_holds_wishes_and_errands_and_nothing_else(case: Case, plan: Plan, officers: Cast) -> None:
    text, _read, left_out = read(case, plan, officers, "safe")
    for words in ("My notes", "Learn to read the signs in town.", "See my sister again.", "Doctor", "Language course"):
        assert words in text
    for words in (
        str(case),
        "Harbour",
        "Testvej",
        "Skolegade",
        "police",
        "lawyer",
        "Sleep without fear",
        "debt",
        "social worker",
        SAID,
        "safe place",
    ):
        assert words.casefold() not in text.casefold(), words
    assert "Work in a kitchen, not at Harbour." in left_out, "the officer sees what was left out, and why it is shorter"


@given(
    stem=st.sampled_from(STEMS),
    before=st.sampled_from(["", "To ", "– ", "not "]),
    after=st.text("abcdefghij ", max_size=8),
    upper=st.booleans(),
)
def test_no_line_with_a_word_that_endangers_is_ever_printed(stem: str, before: str, after: str, upper: bool) -> None:
    line = f"{before}{stem}{after}"
    line = line.upper() if upper else line
    goal: Any = SimpleNamespace(is_open=True, domain="work", words=lambda _name: line)
    nothing: Any = SimpleNamespace(services_agreed=[])
    assert safe(nothing, [goal], [], frozenset(), "en").sections == ()


@pytest.mark.parametrize(
    "line", ["Call 12345", "at two places, 3 of us", "me@example.invalid", "Go to havnely", "Ask Ivar", "Fjordby again"]
)
def test_numbers_and_names_lead_somewhere_and_are_left_out(line: str) -> None:
    names = names_in_words(["Havnely House", "Fjordby family and children"]) | names_in_words(["Ivar Test"], least=3)
    assert not is_safe(line, names)
    assert is_safe("See my children, and learn to cook.", names), "words of every day are nobody's name"


def test_what_was_read_is_what_is_printed(case: Case, plan: Plan, officers: Cast) -> None:
    lead = officers.social_worker
    _text, fingerprint, _left_out = read(case, plan, officers, "full", "da")
    choose_goal(by=officers.colleague, case=case, domain="work", goal="Written while it was read.")
    with pytest.raises(Refused):
        make_copy(by=lead, case=case, form="full", language="da", read=fingerprint)
    text, fingerprint, _left_out = read(case, plan, officers, "full", "ti")
    copy = make_copy(by=lead, case=case, form="full", language="ti", read=fingerprint)
    choose_goal(by=officers.colleague, case=case, domain="work", goal="Written since.")
    with acting_as(lead):
        kept = PlanCopy.objects.standing().get(case=case)
        kept.case = case
        assert kept.words("content") == text
        assert SAID in text
        assert "I will not see a doctor alone." in text
        assert (kept.language, kept.printed_in) == ("ti", "en"), "where we have no words of our own, English"
        assert as_document(kept).startswith(b"%PDF")
    assert copy.event_codes() == {"version": 1, "form": "full", "language": "ti"}


def test_a_copy_in_which_nothing_is_left_is_not_made(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    plan = write_plan(by=lead, case=case, needs={"legal": "To tell the police."}, services=["lawyer"])
    text, fingerprint, _left_out = read(case, plan, officers, "safe")
    assert '"sections": []' in text
    with pytest.raises(Refused):
        make_copy(by=lead, case=case, form="safe", language="en", read=fingerprint)


@pytest.mark.parametrize("who", ["stranger", "caseworker", "assessor", "police", "shelter"])
def test_only_the_team_makes_a_copy(who: str, case: Case, plan: Plan, officers: Cast) -> None:
    _text, fingerprint, _left_out = read(case, plan, officers, "safe")
    with pytest.raises(Refused):
        make_copy(by=getattr(officers, who), case=another_request(case), form="safe", language="en", read=fingerprint)
