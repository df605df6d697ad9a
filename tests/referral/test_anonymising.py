"""What a text for a group may not hold: no name, pseudonym, date or number of the case ever passes, however it is written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mooring.casework import actions as casework
from mooring.casework.pseudonym import new_pseudonym
from mooring.names.actions import write_identity
from mooring.referral.anonymising import find, find_in, in_an_answer
from mooring.referral.giving_away import REASONS, REFUSED, Kind, judge, marked
from mooring.referral.own_names import Known
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

PLAIN = (
    "When somebody is met at work and shelters are full, who pays for the first night?",
    "Several agencies ask for the same papers. Could they agree on one form, and keep it for later?",
    "Hvem betaler for den første nat, når krisecentrene er fyldt op, og ingen kommune er udpeget?",
)
NAMES = (
    *(
        "Ioana Inventescu",
        "Blessing Madeupname",
        "Nguyen Thi Opdigtet",
        "Mohammed Al-Påfund",
        "Żaneta Zmyślona",
        "Ayşe Hayali",
    ),
    *("Оксана Вигадана", "محمد المختلق", "สมหญิง สมมุติ", "María José Ficticia", "Đặng Thị Bịa", "Ye-jin Kkumim"),
)
FIELDS = {
    "given_names": "Ioana Maria",
    "family_name": "Inventescu",
    "known_as": "Bibi",
    "date_of_birth": "1999-03-05",
    "document_number": "XR 445 566 7",
}
KNOWN = Known.from_fields([FIELDS], "DK-7Q4M-9T2X-K")
pytestmark = pytest.mark.usefixtures("db")
# Not shrunk: each example is short, and a text is looked through in a tenth of a second.
FREELY = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate)
)


def kinds(text: str, known: Known = KNOWN) -> set[Kind]:
    return {found.kind for found in find_in(text, known)}


def refused(text: str, known: Known = KNOWN) -> list[str]:
    return [found.words(text) for found in find_in(text, known) if found.kind in REFUSED]


@pytest.mark.parametrize("text", PLAIN)
def test_a_question_about_nobody_passes_untouched(text: str) -> None:
    assert find_in(text, Known()) == []


def spelled(name: str) -> list[str]:
    """Ways in which people write a name, to be kind or to be quick."""
    from anyascii import anyascii

    return [
        name,
        name.lower(),
        name.upper(),
        anyascii(name),
        f"{name}’s",
        "\u200b".join(name),
        " ".join(name),
        "-".join(name),
    ]


@FREELY
@given(st.data())
def test_no_name_of_the_case_ever_passes(data: st.DataObject) -> None:
    full = data.draw(st.sampled_from(NAMES))
    known = Known.from_fields([{"given_names": full}], new_pseudonym("DK"))
    name = data.draw(st.sampled_from([word for word in full.replace("-", " ").split() if len(word) > 2]))
    text = data.draw(st.sampled_from(PLAIN)).split()
    at = data.draw(st.integers(0, len(text)))
    written = data.draw(st.sampled_from(spelled(name)))
    told = " ".join([*text[:at], written, *text[at:]])
    assert not judge(told, find_in(told, known), {}).passes, told
    assert any(found.is_refused for found in find_in(told, known)), told


@pytest.mark.parametrize(
    "written",
    [
        "Ionna Maria",
        "Joana",
        "Iwana",
        "Yoana",
        "Invintesku",
        "Inventesku",
        "Bibbi",
        "1oana",
        "I.O.A.N.A.",
        "IoanaMaria",
        "ИОАНА",
    ],
)
def test_a_name_that_is_written_by_ear_is_refused(written: str) -> None:
    assert refused(f"We spoke to {written} about this.")


def test_a_slip_in_small_letters_is_at_least_asked_about() -> None:
    assert kinds("then ionna wished to stay") & {Kind.OWN_NAME, Kind.LIKE_OWN_NAME}


def test_a_short_name_that_is_a_word_as_well_is_asked_about_and_not_refused() -> None:
    known = Known.from_fields([{"given_names": "An"}], "")
    assert kinds("may an agency ask for it", known) == {Kind.LIKE_OWN_NAME}
    assert Kind.OWN_NAME in kinds("the agency helped An with it", known)


@FREELY
@given(st.sampled_from(PLAIN), st.sampled_from(["", " ", "-", "–", " - "]), st.booleans(), st.booleans())
def test_no_pseudonym_ever_passes(text: str, between: str, small: bool, with_prefix: bool) -> None:
    pseudonym = new_pseudonym("DK")
    known = Known.from_fields([], pseudonym)
    written = between.join(pseudonym.split("-")[0 if with_prefix else 1 :])
    written = written.lower() if small else written
    assert refused(f"{text} {written} {text}", known)


def test_the_pseudonym_of_another_case_and_any_reference_are_refused() -> None:
    for written in (new_pseudonym("DK"), "S-7Q4M-9T2X", "r-7q4m-9t2x"):
        assert refused(f"see {written} please", Known()), written


@FREELY
@given(
    st.dates(date(1930, 1, 1), date(2035, 12, 31)),
    st.sampled_from(
        [
            "%Y-%m-%d",
            "%d.%m.%Y",
            "%d/%m/%y",
            "%d %B %Y",
            "%B %d, %Y",
            "%d. %b %Y",
            "the %dth of %B",
            "%d%m%Y",
            "%d%m%y-1234",
        ]
    ),
)
def test_no_whole_date_ever_passes(day: date, shape: str) -> None:
    text = f"It began on {day.strftime(shape)} at work."
    assert refused(text, Known()), text


@pytest.mark.parametrize(
    "written", ["fifth of March", "den femte maj", "3. maj", "May 3rd", "5 martie 1999", "12 marca"]
)
def test_a_day_in_words_is_refused(written: str) -> None:
    assert Kind.EXACT_DATE in kinds(f"it was {written} when", Known())


@pytest.mark.parametrize("written", ["1999", "050399", "05.03.1999", "XR4455667", "xr-445-566-7"])
def test_birth_and_numbers_of_papers_are_refused(written: str) -> None:
    assert refused(f"noted as {written} there")


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Opdigtetvej 12", Kind.ADDRESS),
        ("14 Invented Street", Kind.ADDRESS),
        ("2450 Fjordby", Kind.ADDRESS),
        ("+45 00 00 00 17", Kind.LONG_NUMBER),
        ("nobody@test.invalid", Kind.ELECTRONIC),
        ("www.invented.invalid", Kind.ELECTRONIC),
    ],
)
def test_addresses_and_numbers_to_ring_are_refused(written: str, kind: Kind) -> None:
    assert kind in kinds(f"found at {written} again", Known())


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("a 17-year-old", Kind.AGE),
        ("aged 23", Kind.AGE),
        ("23 år", Kind.AGE),
        ("Southern Denmark", Kind.PLACE),
        ("Romanian workers", Kind.ORIGIN),
        ("from Moldova", Kind.ORIGIN),
        ("with Opdigta there", Kind.NAME),
        ("all 240 boxes", Kind.NUMBER),
        ("in November 2026", Kind.TIME),
    ],
)
def test_what_may_tell_is_asked_about_and_passes_with_a_reason(written: str, kind: Kind) -> None:
    text = f"we met {written}"
    found = find_in(text, Known())
    assert kind in {one.kind for one in found} and not any(one.is_refused for one in found), found
    assert not judge(text, found, {}).passes
    assert not judge(text, found, {one.key(text): "because" for one in found}).passes, "a reason is one of the list"
    judged = judge(text, found, {one.key(text): next(iter(REASONS)) for one in found})
    assert judged.passes
    assert "met" not in str(judged.confirmed), "codes are kept, and no words"


def test_the_agencies_of_the_mechanism_are_no_names(officers: Cast) -> None:
    assert find("could the Test immigration service and the Test police agree?") == []


def test_an_answer_may_say_from_when_it_holds_but_leads_to_no_file() -> None:
    assert in_an_answer("From 1 March 2027 the region pays.") == []
    assert in_an_answer(f"As in {new_pseudonym('DK')}.")


def test_the_text_is_shown_whole_with_what_was_found_marked() -> None:
    text = "Ioana was met in Southern Denmark.\nNothing is lost."
    pieces = marked(text, find_in(text, KNOWN))
    assert "".join(words for words, _found in pieces) == text
    assert [words for words, found in pieces if found] == ["Ioana", "Southern Denmark"]


def test_a_case_is_compared_with_the_name_as_it_was_written_and_as_it_was_before(officers: Cast) -> None:
    worker = officers.social_worker
    case = casework.open_case(by=worker)
    write_identity(by=worker, case=case, fields={"family_name": "Firstwritten"})
    write_identity(by=worker, case=case, fields={"family_name": "Laterwritten"})
    with acting_as(worker):
        for name in ("Firstwritten", "Laterwritten"):
            assert find(f"about {name}", case)[0].kind is Kind.OWN_NAME
