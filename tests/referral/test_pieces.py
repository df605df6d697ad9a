"""The pieces of a case that can be told: each by itself, in the parts the officer reads, and nothing opened on the way."""

from __future__ import annotations

import pytest

from mooring.casework import actions
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.identification import actions as identification
from mooring.names import actions as names
from mooring.referral import pieces
from mooring.referral.pieces import NoSuchPiece, Piece, PieceTakenTwice
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast


@pytest.fixture
def case(officers: Cast) -> Case:
    """A case of which the name, the rule of safe contact and the languages are known."""
    case = actions.open_case(by=officers.social_worker)
    names.write_identity(
        by=officers.social_worker, case=case, fields={"given_names": "Zuzuxa", "family_name": "Probedna"}
    )
    names.agree_safe_contact(
        by=officers.social_worker,
        case=case,
        channel="text",
        language="ro",
        detail="0000-invented",
        hours="after nine",
        threats_to_others="a sister",
    )
    identification.record_person(
        by=officers.social_worker, case=case, gender="woman", age_years=22, languages=["ro"], citizenships=["RO"]
    )
    return case


def offered(officer: Officer, case: Case) -> set[str]:
    with acting_as(officer):
        return {piece.code for piece in pieces.offered(case, officer)}


def all_words(found: list[tuple[Piece, list[pieces.Line]]]) -> str:
    return " ".join(f"{label} {words}" for _piece, lines in found for label, words in lines)


def test_an_officer_is_offered_only_what_lies_in_the_parts_she_reads(officers: Cast, case: Case) -> None:
    for compartment in (Compartment.ENTRY, Compartment.CORE):
        actions.give_access(by=officers.social_worker, case=case, compartment=compartment, officer=officers.assessor)
    assert {"name", "safe_contact", "person", "plan_needs", "urgent_health"} <= offered(officers.social_worker, case)
    hers = offered(officers.assessor, case)
    assert "person" in hers and not hers & {"name", "safe_contact", "contact_number", "plan_needs", "urgent_health"}


def test_a_stranger_is_offered_nothing(officers: Cast, case: Case) -> None:
    assert offered(officers.stranger, case) == set()


def test_only_the_chosen_pieces_are_written_out_and_in_order(officers: Cast, case: Case) -> None:
    with acting_as(officers.social_worker):
        found = pieces.written(case, ["languages", "safe_contact"])
        assert [piece.code for piece, _lines in found] == ["safe_contact", "languages"]
        words = all_words(found)
    assert "after nine" in words and "Romanian" in words
    assert not any(secret in words for secret in ("Zuzuxa", "0000-invented", "a sister", "22"))


def test_a_preview_opens_neither_the_name_nor_the_number(officers: Cast, case: Case) -> None:
    chosen = ["name", "contact_number"]
    with acting_as(officers.social_worker):
        shown, sent = pieces.previewed(case, chosen), pieces.written(case, chosen)
        assert "Zuzuxa" in all_words(sent) and "0000-invented" in all_words(sent)
        assert not any(secret in all_words(shown) for secret in ("Zuzuxa", "0000-invented"))


def test_what_finds_a_person_is_chosen_by_hand_alone() -> None:
    assert {piece.code for piece in pieces.every() if piece.by_hand} == {"name", "contact_number", "next_hearing"}


def test_nothing_of_support_health_or_address_belongs_to_the_least_for_the_police() -> None:
    least = [piece for piece in pieces.every() if piece.minimum_for_police]
    assert {piece.code for piece in least} == {"name", "person", "languages"}
    assert {piece.compartment for piece in least} <= {Compartment.CORE, Compartment.IDENTITY}


def test_the_least_across_borders_names_nobody() -> None:
    least = [piece for piece in pieces.every() if piece.minimum_across_borders]
    assert least and all(piece.compartment in (Compartment.ENTRY, Compartment.CORE) for piece in least)


def test_a_piece_that_nobody_knows_is_an_error_and_not_an_empty_page(officers: Cast, case: Case) -> None:
    with acting_as(officers.social_worker), pytest.raises(NoSuchPiece):
        pieces.written(case, ["languages", "everything"])


def test_of_what_is_not_known_nothing_is_written(officers: Cast) -> None:
    empty = actions.open_case(by=officers.social_worker)
    with acting_as(officers.social_worker):
        codes = [piece.code for piece in pieces.offered(empty, officers.social_worker) if piece.code != "stage"]
        assert all(lines == [] for _piece, lines in pieces.written(empty, codes))


def test_no_two_rooms_claim_the_same_piece() -> None:
    with pytest.raises(PieceTakenTwice):
        pieces.register(Piece("name", "Another", Compartment.CORE, 1, lambda case: []))
