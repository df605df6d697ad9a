"""How forms, answers of the law and clocks stand on a page."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.template.loader import get_template
from django.utils import translation

from mooring.law.findings import Finding, because
from mooring.law.provisions import Provision
from mooring.web.rendering import FormRenderer
from mooring.web.templatetags.mooring import deadline_state
from mooring.web.templatetags.mooring import finding as finding_tag

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "mooring"
TEMPLATES = sorted(PACKAGE.glob("**/templates/**/*.html"))
NOW = datetime(2026, 11, 22, 3, 10, tzinfo=UTC)


class Encounter(forms.Form):
    default_renderer = FormRenderer
    seen = forms.CharField(label="What was seen", help_text="No names here.")
    place = forms.CharField(label="Kind of place", required=False)
    on = forms.DateField(label="Day", initial=date(2026, 11, 22))
    at = forms.DateTimeField(label="When", initial=datetime(2026, 11, 22, 3, 10), required=False)  # noqa: DTZ001
    wish = forms.ChoiceField(label="Wish", widget=forms.RadioSelect, choices=[("talk", "To talk"), ("no", "Not now")])
    child = forms.BooleanField(label="May be under 18", required=False)


def test_every_mistake_leads_to_its_field() -> None:
    page = str(Encounter({"on": "2026-11-22"}))
    leads = re.findall(r'href="#([^"]+)"', page)
    assert leads == ["id_seen", "id_wish_0"]
    assert all(f'id="{lead}"' in page for lead in leads)


def test_a_mistake_is_said_beside_its_field_and_tied_to_it() -> None:
    page = str(Encounter({"on": "2026-11-22"}))
    field = re.search(r'<input type="text" name="seen"[^>]*>', page)
    assert field is not None
    assert 'aria-invalid="true"' in field[0]
    assert "id_seen_error" in field[0]
    assert 'id="id_seen_error"' in page


def test_a_form_without_mistakes_shows_no_summary() -> None:
    assert "error-summary" not in str(Encounter())


def test_what_may_be_left_out_says_so_and_nothing_else_does() -> None:
    page = str(Encounter())
    assert re.findall(r">([^<>]+) <span class=\"form-optional\"", page) == ["Kind of place", "When"]


def test_a_choice_is_a_group_with_its_question() -> None:
    page = str(Encounter())
    assert re.search(r"<fieldset[^>]*>\s*<legend[^>]*>Wish</legend>", page)
    assert page.count('type="radio"') == page.count('class="form-radio"') == 2


def test_days_reach_the_browser_as_it_wants_them_in_every_language() -> None:
    with translation.override("da"):
        page = str(Encounter())
    assert 'type="date" name="on" value="2026-11-22"' in page
    assert 'type="datetime-local" name="at" value="2026-11-22T03:10"' in page


@pytest.mark.parametrize("language", ["en", "da"])
def test_days_come_back_from_the_browser_in_every_language(language: str) -> None:
    with translation.override(language):
        form = Encounter({"seen": "x", "on": "2026-11-22", "at": "2026-11-22T03:10", "wish": "talk"})
        assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2026, 11, 22)


def test_what_was_typed_cannot_become_markup() -> None:
    assert "<script>" not in str(Encounter({"seen": "<script>alert(1)</script>", "place": "<script>"}))


DOUBTED = Provision("Practice", "", "practice", date(2022, 1, 1), date(2026, 1, 1), doubts=("Not confirmed.",))
SURE = Provision("Aliens Act", "s. 33(14)", "act", date(2013, 1, 1), date(2026, 1, 1))


def answer(*provisions: Provision) -> Finding:
    reason = because("asked", "The person asked for {days} days.", *provisions, days=30)
    return Finding("reflection_period", "granted", "{days} days", (reason,), date(2026, 11, 22), {"days": 30})


def shown(finding: object) -> str:
    template = engines["django"].from_string("{% load mooring %}{% finding answer %}")
    return str(template.render({"answer": finding}))


def test_an_answer_of_the_law_says_why_and_under_which_provision() -> None:
    page = shown(answer(SURE))
    assert "30 days" in page
    assert "The person asked for 30 days." in page
    assert "Aliens Act, s. 33(14)" in page
    assert "Unconfirmed" not in page


def test_an_unconfirmed_provision_shows_as_unconfirmed_on_the_page() -> None:
    page = shown(answer(SURE, DOUBTED))
    assert "Unconfirmed" in page
    assert "Not law" in page


def test_a_section_on_which_two_rules_rest_is_read_once() -> None:
    later = Provision("Aliens Act", "s. 33(14)", "act", date(2020, 1, 1), date(2026, 1, 1))
    assert shown(answer(SURE, later, DOUBTED)).count("Aliens Act, s. 33(14)") == 1


def test_a_stored_answer_is_shown_like_the_one_that_was_given() -> None:
    given = answer(SURE, DOUBTED)
    assert finding_tag(given.record()) == finding_tag(given)


@pytest.mark.parametrize(
    ("due", "met", "state"),
    [
        (NOW + timedelta(hours=73), None, "due"),
        (NOW + timedelta(hours=72), None, "soon"),
        (NOW - timedelta(seconds=1), None, "overdue"),
        (NOW - timedelta(days=9), NOW, "met"),
        (date(2026, 11, 22), None, "soon"),
        (date(2026, 11, 21), None, "overdue"),
    ],
)
def test_a_clock_says_whether_it_is_due_overdue_or_met(due: date | datetime, met: datetime | None, state: str) -> None:
    assert deadline_state(due, met, NOW) == state


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_when_something_breaks_the_page_needs_no_database_and_says_what_to_do(name: str) -> None:
    page = get_template(name).render()
    assert "<h1>" in page
    assert 'class="button button-primary"' in page


FORBIDDEN = {
    "a style attribute": r"<[^>]+\sstyle=",
    "an event attribute": r"<[^>]+\son[a-z]+=",
    "a style element": r"<style\b",
    "a script inside the page": r"<script(?![^>]*\bsrc=)(?![^>]*application/json)",
    "code in an attribute": r"hx-on|[\"']js:",
    "a script or style from elsewhere": r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"'](?:https?:)?//",
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_page_holds_what_the_content_security_policy_forbids(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not [name for name, pattern in FORBIDDEN.items() if re.search(pattern, text)]
