"""The lines of the list of cases: what stands in them, and that nothing in them can become markup."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from mooring.casework.visible_cases import NextDue, Position, Row
from mooring.safeguards import clock
from mooring.web.case_lines import lines_of
from mooring.web.views.cases import CasesForm

OPENED = datetime(2024, 3, 1, 23, 30, tzinfo=UTC)  # already the second of March where the country's people live


def row(due: NextDue | None = None, *, stage: str = "presumed", changed_at: datetime | None = None) -> Row:
    return Row("DK-7Q4M-9T2X-K", OPENED, stage, Position(OPENED, 1), due, changed_at)


def test_a_line_leads_to_its_case_and_tells_the_day_as_it_is_here() -> None:
    line = lines_of([row()])
    assert 'href="/cases/DK-7Q4M-9T2X-K/"' in line
    assert "2 March 2024" in line or "March 2, 2024" in line
    assert 'datetime="2024-03-02T00:30:00+01:00"' in line
    assert "Presumed victim" in line and "Nothing due" in line


def test_what_is_overdue_is_said_and_whose_turn_it_is() -> None:
    late = NextDue("to_do", clock.now() - timedelta(minutes=1), "Centre · Desk")
    soon = NextDue("to_do", clock.now() + timedelta(minutes=5), "Centre · Desk")
    assert "Overdue" in lines_of([row(late)]) and "Centre · Desk" in lines_of([row(late)])
    assert "Overdue" not in lines_of([row(soon)])


def test_a_name_of_a_desk_cannot_become_markup() -> None:
    line = lines_of([row(NextDue("<b>kind</b>", clock.now(), '<img src="x">'))])
    assert "<img" not in line and "<b>" not in line and "&lt;img" in line


def test_each_page_is_in_its_own_language() -> None:
    with translation.override("da"):
        assert "Formodet offer" in lines_of([row()])
        assert "marts 2024" in lines_of([row()])
    assert "marts" not in lines_of([row()])
    assert "Presumed victim" in lines_of([row()])


def test_a_case_whose_stage_or_change_is_not_open_to_her_leaves_the_field_empty() -> None:
    line = lines_of([row(stage="")])
    assert "–" in line and "Presumed" not in line


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_filters_show_what_was_chosen_in_the_language_of_the_page(language: str) -> None:
    with translation.override(language):
        chosen = CasesForm({"order": "newest", "size": "100", "stage": "closed"})
        other = CasesForm({"order": "newest", "size": "25"})
        assert chosen.is_valid() and other.is_valid()
        for _again in range(2):
            assert 'value="closed" selected' in chosen.filters() and 'value="100" selected' in chosen.filters()
            assert 'value="closed" selected' not in other.filters() and 'value="25" selected' in other.filters()
        assert ("Presumed victim" in chosen.filters()) == (language == "en")
        assert 'name="q"' not in chosen.filters()


def test_a_filter_that_cannot_be_read_says_so_beside_its_field() -> None:
    wrong = CasesForm({"opened_from": "yesterday"})
    assert not wrong.is_valid()
    assert "form-error" in wrong.filters()
