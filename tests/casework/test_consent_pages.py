"""The pages of consent: read aloud, given, withdrawn, shown on the case page and in the person's own file; and the basis, apart."""

from __future__ import annotations

import pytest
from django.urls import reverse

from mooring.casework import actions, consent_effects
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Consent
from mooring.casework.own_file import sections
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from tests.casework.test_consent import EXPLAINED, running, to_share
from tests.cast import Cast
from tests.visiting import page, visit

SHARED = {
    "recipient": "harbour",
    "purpose": "housing",
    "parts": ["languages", "person"],
    **EXPLAINED,
    "given_at": "2026-01-02T10:00",
    "words": "Quackword",
}


@pytest.fixture
def case(officers: Cast) -> Case:
    return actions.open_case(by=officers.social_worker)


def test_consent_is_given_shown_and_withdrawn_on_its_pages(officers: Cast, case: Case) -> None:
    client = visit(officers.social_worker)
    address = reverse("consent_share", args=[case])
    assert "You can change your mind" in page(client, address)
    assert client.post(address, SHARED).status_code == 302
    panel = page(client, reverse("case_panel", args=[case, "consent"]))
    for words in ("Test organisation Harbour", "Protected housing", "Gender and age", "Quackword", "Romanian"):
        assert words in panel, words
    with acting_as(officers.social_worker):
        consent = Consent.objects.get(case=case)
    door = reverse("consent_withdraw", args=[case, reference("consent", consent.pk)])
    assert "Nothing is under way that rests on it" in page(client, door)
    assert client.post(door, {"reason_words": "Enough"}).status_code == 302
    panel = page(client, reverse("case_panel", args=[case, "consent"]))
    assert "Withdrawn" in panel and "Enough" in panel
    assert client.get(door).status_code == 404


def test_what_becomes_of_things_under_way_is_said_before_a_consent_is_withdrawn(
    officers: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    consent = to_share(officers.social_worker, case)
    told = consent_effects.Effect("R-TEST-TEST", "It is withdrawn, and no longer seen.")
    monkeypatch.setattr(consent_effects, "_tellers", [lambda officer, of: [told] if of.pk == consent.pk else []])
    door = reverse("consent_withdraw", args=[case, reference("consent", consent.pk)])
    assert "R-TEST-TEST" in page(visit(officers.social_worker), door)


@pytest.mark.parametrize("missing", ["recipient", "purpose", "parts", "explained_how", "language", "given_how"])
def test_the_page_asks_again_for_what_was_left_out_and_keeps_the_rest(officers: Cast, case: Case, missing: str) -> None:
    given = {name: value for name, value in SHARED.items() if name != missing}
    response = visit(officers.social_worker).post(reverse("consent_share", args=[case]), given)
    assert response.status_code == 422 and b"Quackword" in response.content


def test_a_refusal_of_the_house_stands_on_the_form(officers: Cast, case: Case) -> None:
    given = SHARED | {"given_how": "representative", "relation": "parent"}
    response = visit(officers.social_worker).post(reverse("consent_share", args=[case]), given)
    assert response.status_code == 422 and b"Nobody else answers for this person" in response.content
    assert running(officers.social_worker, case) == []


def test_the_page_says_where_the_law_on_children_is_not_known(
    officers: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mooring.casework.views.consent.who_consents", lambda case: None)
    assert "For a child, ask a lawyer first" in page(
        visit(officers.social_worker), reverse("consent_share", args=[case])
    )


def test_the_basis_of_the_file_is_recorded_apart_and_says_that_it_is_no_consent(officers: Cast, case: Case) -> None:
    client = visit(officers.social_worker)
    address = reverse("data_basis", args=[case])
    assert "no consent to be supported" in page(client, address)
    assert client.post(address, {"basis": "public_task"}).status_code == 302
    panel = page(client, reverse("case_panel", args=[case, "consent"]))
    assert "It is no consent" in panel and "Art. 6(1)(e)" in panel


def test_a_stranger_finds_no_page_of_consent(officers: Cast, case: Case) -> None:
    consent = to_share(officers.social_worker, case)
    client = visit(officers.stranger)
    named = reference("consent", consent.pk)
    for address in (
        reverse("consent_share", args=[case]),
        reverse("consent_support", args=[case]),
        reverse("data_basis", args=[case]),
        reverse("consent_withdraw", args=[case, named]),
        reverse("case_panel", args=[case, "consent"]),
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(reverse("consent_withdraw", args=[case, named])).status_code == 404


def test_a_consent_of_another_case_is_not_withdrawn_here(officers: Cast, case: Case) -> None:
    other = actions.open_case(by=officers.social_worker)
    named = reference("consent", to_share(officers.social_worker, other).pk)
    assert visit(officers.social_worker).get(reverse("consent_withdraw", args=[case, named])).status_code == 404


def test_who_may_only_read_the_case_is_offered_no_button(officers: Cast, case: Case) -> None:
    to_share(officers.social_worker, case)
    for part in (Compartment.ENTRY, Compartment.CORE):
        actions.give_access(
            by=officers.social_worker, case=case, compartment=part, officer=officers.assessor, may_write=False
        )
    panel = page(visit(officers.assessor), reverse("case_panel", args=[case, "consent"]))
    assert "may be told something" in panel and "/withdraw/" not in panel and "/share/" not in panel


def test_consents_stand_in_the_persons_own_file(officers: Cast, case: Case) -> None:
    to_share(officers.social_worker, case, words="Quackword")
    actions.record_data_basis(by=officers.social_worker, case=case, basis="public_task")
    with acting_as(officers.social_worker):
        section = next(one for one in sections(officers.social_worker, case) if one.code == "consent")
        words = " ".join(line.words for part in section.parts for line in part.lines)
    assert "Quackword" in words and "Harbour" in words and "public interest" in words


def test_what_was_said_lies_sealed(officers: Cast, case: Case) -> None:
    consent = to_share(officers.social_worker, case, words="Quackword")
    with acting_as(officers.social_worker):
        assert b"Quackword" not in bytes(Consent.objects.get(pk=consent.pk).words_sealed or b"Quackword")
