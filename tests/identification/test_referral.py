"""An adult is referred with consent, a child without; and of an adult who said no the authority is told without a name."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from mooring.casework.models import Case
from mooring.identification import actions
from mooring.identification.models import AnonymousNotice, Assessment, Encounter
from mooring.law import FactsMissing, NotProvidedFor, country
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.identification.on_the_way import SECRET, filled, met


@pytest.fixture(autouse=True)
def kingdom(settings: Settings) -> None:
    settings.MOORING_COUNTRY = country("united_kingdom")


def met_in(officers: Cast, region: str, **codes: str) -> Encounter:
    by = officers.social_worker
    signal = actions.receive_signal(by=by, source="police_action", words=SECRET, region=region)
    return actions.note_encounter(by=by, signal=signal, **({"asked_to_talk": "no"} | codes))  # type: ignore[arg-type]


def ask(officers: Cast, case: Case, *, consents: bool | None) -> Assessment:
    return actions.request_assessment(by=officers.social_worker, case=case, consents=consents)


@pytest.mark.parametrize("consents", [None, False])
def test_an_adult_is_not_referred_without_consent(consents: bool | None, officers: Cast) -> None:
    case = filled(officers)
    with pytest.raises((NotProvidedFor, Refused, FactsMissing)):
        ask(officers, case, consents=consents)
    with acting_as(officers.social_worker):
        assert not Assessment.objects.exists()


def test_the_consent_of_an_adult_is_kept_as_a_code(officers: Cast) -> None:
    asked = ask(officers, filled(officers), consents=True)
    assert asked.consent == "given"
    assert asked.referral is not None and asked.referral["answer"] == "refer"


def test_a_child_is_referred_whether_or_not_it_consents(officers: Cast) -> None:
    child = met(officers, age_impression="child_or_in_doubt", asked_to_talk="no")
    case = actions.become_case(by=officers.social_worker, encounter=child, ground="child_provision")
    assert ask(officers, case, consents=False).consent == "child_without"


def test_of_an_adult_who_said_no_the_authority_is_told_without_a_name_and_once(officers: Cast) -> None:
    said_no = met_in(officers, "GB-ENG")
    notice = actions.notify_anonymously(by=officers.social_worker, encounter=said_no, sent=["reason", "gender"])
    assert notice.sent == ["reason", "gender"]
    with pytest.raises(Refused):
        actions.notify_anonymously(by=officers.social_worker, encounter=said_no, sent=["reason"])


@pytest.mark.parametrize("sent", [["name"], ["reason", "date_of_birth"]])
def test_nothing_that_identifies_is_sent(sent: list[str], officers: Cast) -> None:
    with pytest.raises(Refused):
        actions.notify_anonymously(by=officers.social_worker, encounter=met_in(officers, "GB-WLS"), sent=sent)


@pytest.mark.parametrize("region", ["GB-SCT", "GB-NIR"])
def test_where_no_duty_is_known_to_be_in_force_nothing_is_sent(region: str, officers: Cast) -> None:
    with pytest.raises(Refused):
        actions.notify_anonymously(by=officers.social_worker, encounter=met_in(officers, region), sent=["reason"])


def test_where_the_part_of_the_country_is_not_said_the_law_is_not_guessed(officers: Cast) -> None:
    with pytest.raises(FactsMissing):
        actions.notify_anonymously(by=officers.social_worker, encounter=met_in(officers, "unknown"), sent=["reason"])


def test_of_who_did_not_say_no_nothing_is_sent(officers: Cast) -> None:
    wishes = met_in(officers, "GB-ENG", asked_to_talk="yes")
    with pytest.raises(Refused):
        actions.notify_anonymously(by=officers.social_worker, encounter=wishes, sent=["reason"])


def test_of_a_child_no_anonymous_notice_is_sent_as_it_is_referred(officers: Cast) -> None:
    child = met_in(officers, "GB-ENG", age_impression="child_or_in_doubt")
    with pytest.raises(Refused):
        actions.notify_anonymously(by=officers.social_worker, encounter=child, sent=["reason"])


def test_a_stranger_sees_no_notice_and_sends_none(officers: Cast) -> None:
    said_no = met_in(officers, "GB-ENG")
    with pytest.raises(Refused):
        actions.notify_anonymously(by=officers.stranger, encounter=said_no, sent=["reason"])
    actions.notify_anonymously(by=officers.social_worker, encounter=said_no, sent=["reason"])
    with acting_as(officers.stranger):
        assert not AnonymousNotice.objects.exists()


def test_in_denmark_nobody_is_asked_for_consent_and_no_notice_is_known(settings: Settings, officers: Cast) -> None:
    settings.MOORING_COUNTRY = country("denmark")
    assert ask(officers, filled(officers), consents=None).consent == ""
    with pytest.raises(Refused):
        actions.notify_anonymously(by=officers.social_worker, encounter=met_in(officers, "DK-84"), sent=["reason"])
