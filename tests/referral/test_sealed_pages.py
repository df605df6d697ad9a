"""An agency without access reads and answers on a sealed page: the link and the code together open it, and nothing else does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from mooring.casework import actions as casework
from mooring.casework.models import Case
from mooring.identification import actions as identification
from mooring.referral import actions
from mooring.referral.models import Referral, SealedPage, SealedPageLook
from mooring.referral.outside.sealing import CannotOpen, LinkAndCode, given, new_link_and_code
from mooring.safeguards import actions as administration
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Agency, AgencyKind, Notice
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.identification.on_the_way import fresh, opened
from tests.visiting import visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
NEED = "counselling"
MESSAGE = "Canary Plainword, please be gentle."


@pytest.fixture
def case(officers: Cast) -> Case:
    case = fresh(opened(officers))
    identification.record_person(
        by=officers.social_worker, case=case, gender="woman", age_years=24, citizenships=["RO"], languages=["ro"]
    )
    return fresh(case)


@pytest.fixture
def abroad(officers: Cast) -> Agency:
    return administration.add_agency(
        by=officers.administrator, code="far-harbour", name="Far Harbour abroad", kind=AgencyKind.FOREIGN_AGENCY
    )


@pytest.fixture
def referral(officers: Cast, case: Case, abroad: Agency) -> Referral:
    consent = casework.give_consent(
        by=officers.social_worker,
        case=case,
        kind="share",
        purpose=NEED,
        recipient=abroad,
        parts=["person", "languages"],
        explained_how="spoken",
        language="ro",
        given_how="spoken",
    )
    draft = actions.draft(
        by=officers.social_worker,
        case=fresh(case),
        to_agency=abroad,
        need=NEED,
        urgency="today",
        ground="consent",
        consent=consent,
        pieces=["person", "languages"],
        message=MESSAGE,
    )
    actions.send(by=officers.social_worker, referral=again(officers, draft))
    return again(officers, draft)


def again(officers: Cast, referral: Referral) -> Referral:
    with acting_as(officers.social_worker):
        return Referral.objects.select_related("case", "from_desk__agency", "to_agency", "consent").get(pk=referral.pk)


@pytest.fixture
def way_in(officers: Cast, referral: Referral) -> LinkAndCode:
    return lay(officers, referral)


def lay(officers: Cast, referral: Referral, days: int = 7, language: str = "en") -> LinkAndCode:
    laid = actions.lay_page(by=officers.social_worker, referral=again(officers, referral), days=days, language=language)
    return laid.way_in


def knock(way_in: LinkAndCode, **more: str) -> Any:
    return Client().post("/sealed/", {"token": way_in.token, "code": way_in.code, **more})


def looks(officers: Cast, referral: Referral) -> list[str]:
    with acting_as(officers.social_worker):
        return list(
            SealedPageLook.objects.filter(page__referral=referral).order_by("at", "id").values_list("what", flat=True)
        )


def state(officers: Cast, referral: Referral) -> str:
    with acting_as(officers.social_worker):
        return str(again(officers, referral).standing.state)


def test_the_link_and_the_code_open_what_was_shared_and_the_sender_is_told(
    officers: Cast, referral: Referral, way_in: LinkAndCode
) -> None:
    page = knock(way_in).content.decode()
    assert MESSAGE in page
    assert "Romanian" in page
    assert looks(officers, referral) == ["opened"]
    assert state(officers, referral) == "received"
    with acting_as(officers.colleague):
        assert Notice.objects.filter(kind="referral.received").count() == 1


def test_looking_at_the_door_spends_nothing_and_leaves_nothing(
    officers: Cast, referral: Referral, way_in: LinkAndCode
) -> None:
    answer = Client().get("/sealed/")
    assert answer.status_code == 200
    assert answer.cookies == {}
    assert answer["Referrer-Policy"] == "no-referrer"
    assert looks(officers, referral) == []
    assert state(officers, referral) == "sent"


@pytest.mark.parametrize("half", ["token", "code"])
def test_neither_half_opens_anything_alone(officers: Cast, way_in: LinkAndCode, half: str) -> None:
    other = new_link_and_code()
    wrong = LinkAndCode(other.token, way_in.code) if half == "code" else LinkAndCode(way_in.token, other.code)
    answer = knock(wrong)
    assert answer.status_code == 422
    assert "Plainword" not in answer.content.decode()


def test_a_wrong_code_and_no_such_link_get_the_same_answer(way_in: LinkAndCode) -> None:
    other = new_link_and_code()
    wrong_code = knock(LinkAndCode(way_in.token, other.code)).content.decode()
    no_link = knock(LinkAndCode(other.token, other.code)).content.decode()
    assert re.sub(r'value="[^"]*"', "", wrong_code) == re.sub(r'value="[^"]*"', "", no_link)


def test_five_wrong_codes_end_the_link_and_the_sender_hears_of_it(
    officers: Cast, referral: Referral, way_in: LinkAndCode
) -> None:
    for _ in range(5):
        knock(LinkAndCode(way_in.token, "00000000" if way_in.code != "00000000" else "11111111"))
    assert knock(way_in).status_code == 422
    assert sorted(looks(officers, referral)) == ["over", *["wrong_code"] * 5]  # within one transaction no time passes
    with acting_as(officers.colleague):
        assert Notice.objects.filter(kind="referral.wrong_codes").count() == 1


def test_a_link_ends_with_its_days(officers: Cast, way_in: LinkAndCode) -> None:
    with clock.at(clock.now() + timedelta(days=8)):
        assert knock(way_in).status_code == 422


def test_another_link_takes_the_place_of_the_first(officers: Cast, referral: Referral, way_in: LinkAndCode) -> None:
    second = lay(officers, referral)
    assert knock(way_in).status_code == 422
    assert knock(second).status_code == 200


def test_the_answer_reaches_the_sender_in_sealed_words(officers: Cast, referral: Referral, way_in: LinkAndCode) -> None:
    knock(way_in)
    answer = knock(way_in, answer_now="1", answer="accepted", words="Canary Plainreply: come on Monday.")
    assert answer.status_code == 200
    with acting_as(officers.social_worker):
        step = again(officers, referral).standing
        assert (step.state, step.words) == ("accepted", "Canary Plainreply: come on Monday.")
    assert knock(way_in, answer_now="1", answer="done", reason="need_met").status_code == 200
    assert state(officers, referral) == "done"


def test_a_no_needs_its_reason_and_what_was_typed_stays(
    officers: Cast, referral: Referral, way_in: LinkAndCode
) -> None:
    answer = knock(way_in, answer_now="1", answer="declined", words="We are full.")
    assert answer.status_code == 422
    assert "We are full." in answer.content.decode()
    assert state(officers, referral) == "received"


def test_what_the_sender_took_back_no_longer_opens(officers: Cast, referral: Referral, way_in: LinkAndCode) -> None:
    actions.withdraw(by=officers.social_worker, referral=again(officers, referral), reason="person_wishes")
    assert knock(way_in).status_code == 422


def test_a_withdrawn_consent_shuts_the_page(officers: Cast, referral: Referral, way_in: LinkAndCode) -> None:
    consent = again(officers, referral).consent
    assert consent is not None
    casework.withdraw_consent(by=officers.social_worker, consent=consent)
    answer = knock(way_in)
    assert answer.status_code == 422
    assert "Plainword" not in answer.content.decode()


def test_the_attachment_holds_only_what_was_shared(way_in: LinkAndCode) -> None:
    answer = knock(way_in, attachment="1")
    told = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="referral.json"'
    assert told["case"]["persons"] == [{"prs_Gender": "Feminine", "prs_PrimaryLanguage": "ron"}]
    assert told["case"]["cas_ReasonForOutgoingReferral"] == "MigrationOrChangeOfLocation"


def test_the_page_is_written_in_the_language_of_the_receiver(officers: Cast, referral: Referral) -> None:
    page = knock(lay(officers, referral, language="da")).content.decode()
    assert "Kvinde" in page
    assert 'lang="da"' in page


def test_an_agency_with_a_desk_here_gets_no_link_and_a_draft_none_either(
    officers: Cast, case: Case, referral: Referral
) -> None:
    with pytest.raises(Refused):
        lay(officers, referral, days=31)
    actions.withdraw(by=officers.social_worker, referral=again(officers, referral), reason="by_mistake")
    with pytest.raises(Refused):
        lay(officers, referral)


def test_the_house_alone_cannot_open_the_page(officers: Cast, way_in: LinkAndCode, as_owner: Owner) -> None:
    """As the application nobody reads what is sealed; and who reads it past the application lacks link and code."""
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select sealed, proof from referral_sealedpage")
    with pytest.raises(CannotOpen):
        LinkAndCode(way_in.token, "00000000").unseal(way_in.seal({"a": "b"}))


def test_the_stranger_and_the_colleague_of_another_desk_find_no_link(
    officers: Cast, referral: Referral, way_in: LinkAndCode
) -> None:
    for who in (officers.stranger, officers.police, officers.administrator):
        assert visit(who).get(f"/referrals/{referral.reference}/link/").status_code in (403, 404)
        with acting_as(who):
            assert not SealedPage.objects.exists()


def test_the_page_of_the_link_shows_both_halves_once(officers: Cast, referral: Referral) -> None:
    browser = visit(officers.social_worker)
    address = f"/referrals/{referral.reference}/link/"
    assert browser.post(address, {"days": "5", "language": "en"}).status_code == 302
    first = browser.get(address).content.decode()
    token = re.search(r"/sealed/#([\w-]+)", first)
    code = re.search(r"data-code>(\d{4} \d{4})<", first)
    assert token is not None
    assert code is not None
    assert token.group(1) not in browser.get(address).content.decode()
    typed = given(token.group(1), code.group(1))
    assert typed is not None
    assert knock(typed).status_code == 200
    assert browser.post(f"{address}end/").status_code == 302
    assert knock(typed).status_code == 422


@pytest.mark.parametrize(
    ("token", "code"),
    [("", "12345678"), ("x" * 200, "12345678"), ("tøken", "12345678"), ("t", "1234"), ("t", "12a45678")],
)
def test_what_cannot_be_a_link_and_a_code_is_not_even_asked(token: str, code: str) -> None:
    assert given(token, code) is None
