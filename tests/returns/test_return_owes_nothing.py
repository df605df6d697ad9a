"""Help here and help home hang on nothing that a person tells the police: no column, no field of a form, no fact, no rule, no page."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.apps import apps

import mooring
from mooring.law import country
from mooring.law.prepared_return import PreparedReturn
from mooring.returns.answers import NoBecause, Outcome
from mooring.returns.return_states import RETURN_STATES

ROOMS = ("returns", "support", "housing")
SOURCE = Path(str(mooring.__file__)).parent
TIES = re.compile(
    r"police|policing|testi[fm]|co_?operat|statement_to|witness|prosecut|investigat|criminal_case|informs_on|charges?_pressed",
    re.I,
)
# Said why, one by one: none of these asks whether the person tells the police anything.
EXEMPT = {
    # who is rung when a child is missing: an alarm, and nothing the child says
    "police_desk",
    # the ground in the Aliens Act for a longer period: taking part in planning one's own return
    "cooperation_in_prepared_return",
    # the permit of s. 9c(5) hangs on the prosecution's need by law; it ties no help to it, and its own page says so
    "needed_for_the_case",
}
# A permit for the sake of a court case is a way to stay, not help that is given or withheld; the law itself ties it, and only it.
PERMIT = re.compile(r"permit|proceedings", re.I)


def own_classes(room: str, kind: type) -> Iterator[type]:
    for file in sorted((SOURCE / room / "forms").rglob("*.py")):
        module = __import__(f"mooring.{room}.forms.{file.stem}".removesuffix(".__init__"), fromlist=["x"])
        for _name, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, kind) and found.__module__ == module.__name__:
                yield found


@pytest.mark.parametrize("room", ROOMS)
def test_no_column_and_no_form_asks_whether_the_person_helps_the_police(room: str) -> None:
    names = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.get_fields()
        if not PERMIT.search(model.__name__)
    }
    names |= {
        f"{form.__name__}.{name}"
        for form in own_classes(room, forms.BaseForm)
        if not PERMIT.search(form.__name__)
        for name in form.base_fields  # type: ignore[attr-defined]
    }
    assert names or room == "housing"
    tied = {name for name in names if TIES.search(name.partition(".")[2])}
    assert {name for name in tied if name.partition(".")[2] not in EXEMPT} == set()


def test_no_question_of_the_law_takes_such_a_fact() -> None:
    for pack in ("denmark", "united_kingdom", "council_of_europe"):
        for question in country(pack).law.questions():
            if hasattr(PreparedReturn, question.name) or question.name.startswith(
                ("housing_", "service", "reflection_")
            ):
                assert [fact.name for fact in question.facts if TIES.search(fact.name)] == [], question.name


def test_no_state_no_reason_and_no_outcome_of_a_return_names_it() -> None:
    codes = [state.code for state in RETURN_STATES.states] + [move.verb for move in RETURN_STATES.moves]
    words = [*codes, *NoBecause.values, *Outcome.values, *map(str, NoBecause.labels), *map(str, Outcome.labels)]
    assert [word for word in words if TIES.search(word)] == []


def test_no_line_of_code_and_no_page_of_returns_mentions_it() -> None:
    files = [*(SOURCE / "returns").rglob("*.py"), *(SOURCE / "returns").rglob("*.html")]
    assert len(files) > 20
    told = {f"{file.name}: {found[0]}" for file in files for found in TIES.finditer(file.read_text(encoding="utf-8"))}
    assert told == set()


def test_the_law_itself_says_that_nothing_is_owed() -> None:
    finding = country("denmark").law.return_offer(date(2026, 11, 22), residence_basis="none", identified=True)
    assert "owes_nothing" in {reason.code for reason in finding.because}
