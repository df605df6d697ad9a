"""The sheet of options on a page, from a case, and on paper."""

from __future__ import annotations

from django.urls import reverse

from mooring.casework.models import Case
from mooring.casework.own_file.printing import typeset
from mooring.identification import actions as identification
from mooring.law.options import GROUPS, STAGES
from mooring.law.residence import ResidenceBasis
from mooring.support import options_shown
from mooring.support.forms.options import ALL, OptionsForm
from tests.cast import Cast
from tests.visiting import page, visit


def test_with_nothing_known_the_page_begins_with_what_may_be_promised_tonight(officers: Cast) -> None:
    words = page(visit(officers.hotline), reverse("options"))
    assert words.index("May be promised tonight") < words.index("Emergency care")
    assert "The residence basis is not known yet" in words
    assert "Before the assessment" in words


def test_every_sheet_that_can_be_chosen_opens(officers: Cast) -> None:
    client = visit(officers.social_worker)
    for group in GROUPS:
        assert page(client, f"{reverse('options')}?group={group}&residence_basis={ALL}&stage=identified")
    assert "Psychologist" in page(client, f"{reverse('options')}?group=men&residence_basis=none&stage=presumed")
    assert "May be promised tonight" in page(client, f"{reverse('options')}?group=x&residence_basis=y&stage=z")


def test_a_case_fills_in_what_is_known_and_shows_each_group_where_no_gender_was_stated(
    identified: Case, officers: Cast
) -> None:
    client = visit(officers.social_worker)
    words = page(client, reverse("options_of_case", args=[identified]))
    assert all(name in words for name in ("Women", "Men", "Trans and non-binary persons"))
    lead = officers.social_worker
    identification.record_person(by=lead, case=identified, gender="trans_woman", age_years=25)
    identification.record_residence(by=lead, case=identified, basis="visa", known_how="said_by_person")
    words = page(client, reverse("options_of_case", args=[identified]))
    assert "Trans and non-binary persons · Residence basis: Visa · Identified" in words
    assert "Men ·" not in words


def test_the_paper_is_in_either_language_and_nothing_typed_is_read_as_markup(officers: Cast) -> None:
    client = visit(officers.social_worker)
    for language in ("en", "da", "xx"):
        answer = client.get(
            f"{reverse('options_document')}?group=minors&residence_basis=not_known_yet&stage=presumed&language={language}"
        )
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF")
        assert answer["Content-Disposition"].endswith('filename="options.pdf"')
    file = options_shown.content("men", "none", "identified")
    file["title"] = "#panic[nothing]"
    assert typeset("options.typ", file, of="mooring.support.options_print").startswith(b"%PDF")


def test_choosing_a_sheet_asks_for_nothing_but_group_basis_and_stage() -> None:
    form = OptionsForm()
    assert set(form.fields) == {"group", "residence_basis", "stage"}
    offered = {name: [code for code, _label in form.fields[name].choices] for name in form.fields}  # type: ignore[attr-defined]
    assert offered["group"] == list(GROUPS)
    assert offered["stage"] == list(STAGES)
    assert offered["residence_basis"] == [*ResidenceBasis, ALL]
