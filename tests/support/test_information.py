"""What a person was told, what is not yet told, and the sheets on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from mooring.casework import day_cards
from mooring.casework.models import AlreadySuperseded, Case, Deadline
from mooring.casework.own_file import sections
from mooring.law import country
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from mooring.support import told
from mooring.support.actions import information
from mooring.support.models import InformationGiven
from tests.cast import Cast
from tests.visiting import page, visit

SAID = "The aunt’s name came up, invented for this test."


def tell(by: Officer, case: Case, words: str = "", **topics: str) -> information.Told:
    return information.tell(
        by=by, case=case, topics=topics, language="ro", channel="talk", interpreting="telephone", words=words
    )


def missing(by: Officer, case: Case) -> list[str]:
    with acting_as(by):
        return [each.topic for each in told.not_yet_told_to(case)]


def test_what_is_told_and_understood_is_no_longer_missing_and_what_is_not_comes_back_in_a_week(
    case: Case, officers: Cast
) -> None:
    lead = officers.social_worker
    before = missing(lead, case)
    assert before[:3] == ["rights", "data_protection", "compensation"] and "asylum" in before
    tell(lead, case, SAID, rights="understood", asylum="not_understood", compensation="repeat")
    after = missing(lead, case)
    assert "rights" not in after and {"asylum", "compensation"} <= set(after)
    with acting_as(lead):
        due = Deadline.objects.open().get(case=case, kind=information.REPEAT)
        assert due.pen_desk == lead.desk and due.due_at == clock.end_of(clock.today() + timedelta(days=7))
        row = InformationGiven.objects.get(case=case, topic="asylum")
        assert row.version == "2026-1" and SAID.encode() not in bytes(row.words_sealed or b"")
        row.case = case
        assert row.words("words") == SAID
    tell(lead, case, asylum="understood", compensation="understood")
    with acting_as(lead):
        assert not Deadline.objects.open().filter(case=case, kind=information.REPEAT).exists()


def test_a_telling_recorded_by_mistake_is_taken_back_once_and_the_matter_is_missing_again(
    case: Case, officers: Cast
) -> None:
    lead = officers.social_worker
    (row,) = tell(lead, case, rights="understood").rows
    row.case = case
    information.take_back(by=lead, given=row)
    assert "rights" in missing(lead, case)
    with pytest.raises(AlreadySuperseded):
        information.take_back(by=lead, given=row)


@pytest.mark.parametrize("topics", [{}, {"horoscope": "understood"}])
def test_nothing_and_a_matter_nobody_knows_cannot_be_told(case: Case, officers: Cast, topics: dict[str, str]) -> None:
    with pytest.raises(Refused):
        tell(officers.social_worker, case, **topics)


def test_nobody_records_what_will_be_told_tomorrow(case: Case, officers: Cast) -> None:
    with pytest.raises(Refused):
        information.tell(
            by=officers.social_worker,
            case=case,
            topics={"rights": "understood"},
            language="en",
            channel="talk",
            interpreting="none",
            told_at=clock.now() + timedelta(hours=2),
        )


@pytest.mark.parametrize("who", ["stranger", "police", "departure", "statistician", "planner"])
def test_who_does_not_hold_the_core_of_the_case_neither_tells_nor_sees_what_was_told(
    case: Case, officers: Cast, who: str
) -> None:
    other = getattr(officers, who)
    with pytest.raises(Refused):
        tell(other, case, rights="understood")
    tell(officers.social_worker, case, rights="understood")
    with acting_as(other):
        assert not InformationGiven.objects.filter(case=case).exists()
    browser = visit(other)
    assert browser.get(reverse("information", args=[case])).status_code in (403, 404)
    assert browser.get(reverse("information_tell", args=[case])).status_code in (403, 404)


def test_the_authority_that_holds_the_core_tells_too_and_the_team_sees_it(case: Case, officers: Cast) -> None:
    tell(officers.caseworker, case, complaint="understood")
    assert "How to complain" in page(visit(officers.social_worker), reverse("information", args=[case]))


def test_several_matters_are_told_in_one_form_and_a_slip_keeps_what_was_typed(case: Case, officers: Cast) -> None:
    browser = visit(officers.social_worker)
    address = reverse("information_tell", args=[case])
    assert "Your rights and the help there is" in page(browser, address)
    given: dict[str, Any] = {
        "language": "th",
        "channel": "telephone",
        "interpreting": "telephone",
        "told_at": "",
        "words": SAID,
        "topic_rights": "understood",
        "topic_permits": "repeat",
    }
    wrong = browser.post(address, given)
    assert wrong.status_code == 422 and SAID in wrong.content.decode()
    given["told_at"] = timezone.localtime(clock.now() - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M")
    assert browser.post(address, given).status_code == 302
    with acting_as(officers.social_worker):
        rows = InformationGiven.objects.filter(case=case)
        assert {(row.topic, row.understood, row.language) for row in rows} == {
            ("rights", "understood", "th"),
            ("permits", "repeat", "th"),
        }
        whole = InformationGiven.objects.get(case=case, topic="rights")
    shown = page(browser, reverse("information", args=[case]))
    assert SAID in shown and "CETS 197" in shown and str(whole.pk) not in shown
    back = reverse("information_take_back", args=[case, reference("information_given", whole.pk)])
    assert visit(officers.stranger).post(back).status_code == 404
    assert browser.post(back).status_code == 302
    assert "rights" in missing(officers.social_worker, case)


def test_the_day_names_who_is_not_yet_told_to_the_one_to_whom_the_person_turns(case: Case, officers: Cast) -> None:
    def card(officer: Officer) -> bool:
        with acting_as(officer):
            shown = day_cards.cards_for(officer)
        return any(each["template"] == "support/information_day.html" for each in shown)

    lead = officers.social_worker
    assert card(lead) and not card(officers.colleague) and not card(officers.caseworker)
    assert case.pseudonym in page(visit(lead), reverse("day"))
    tell(lead, case, **dict.fromkeys(missing(lead, case), "understood"))
    assert not card(lead)


@pytest.mark.parametrize("language", ["en", "da", "ro", "ar", "th", "vi", "uk", "es", "fr"])
def test_the_sheet_is_printed_in_each_language_and_says_nothing_of_anybody(
    case: Case, officers: Cast, language: str
) -> None:
    browser = visit(officers.social_worker)
    answer = browser.get(reverse("information_sheet", args=["all", language]))
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    assert f"/Lang({language})".encode() in answer.content, "also one that is written from the right"


def test_what_endangers_nobody_if_found_does_not_say_what_it_is_for() -> None:
    texts = country("denmark").information
    assert texts is not None
    words = ("traffick", "victim", "police", "menneskehandel", "offer", "politi", "asyl", "court", "compens", "erstat")
    for version in texts.on(clock.today()):
        for telling in version.tellings.values():
            if telling.is_translated:
                safe = f"{telling.safe_title} {telling.safe_words}".lower()
                assert not any(word in safe for word in words), (version.topic, telling.language)


def test_every_matter_that_the_law_wants_told_has_a_text() -> None:
    denmark = country("denmark")
    assert denmark.information is not None
    for stage in ("presumed", "assessment", "identified", "not_identified", "no_assessment_wished"):
        finding = denmark.law.must_be_told(stage, "not_known_yet", None, clock.today())
        assert set(finding.codes("topics")) <= set(denmark.information.by_topic)


def test_a_text_not_yet_translated_says_so_and_an_unknown_one_is_not_found(officers: Cast) -> None:
    browser = visit(officers.social_worker)
    assert "Not yet translated" in page(browser, reverse("information_text", args=["rights", "2026-1", "ro"]))
    assert "Drepturile" in page(browser, reverse("information_texts") + "?language=ro")
    assert browser.get(reverse("information_text", args=["rights", "1999-1", "en"])).status_code == 404
    assert visit(officers.departure).get(reverse("information_texts")).status_code == 403


@pytest.mark.parametrize("pack", ["united_kingdom", "council_of_europe"])
def test_where_the_law_does_not_answer_the_page_says_so_and_telling_is_recorded_all_the_same(
    case: Case, officers: Cast, pack: str
) -> None:
    with override_settings(MOORING_COUNTRY=country(pack)):
        tell(officers.social_worker, case, rights="understood")
        browser = visit(officers.social_worker)
        assert "does not say what must be told" in page(browser, reverse("information", args=[case]))
        assert "no texts yet" in page(browser, reverse("information_texts"))


def test_the_persons_own_file_holds_what_was_told(case: Case, officers: Cast) -> None:
    tell(officers.social_worker, case, SAID, rights="repeat")
    with acting_as(officers.social_worker):
        found = [part for each in sections(officers.social_worker, case) for part in each.parts]
    assert any(part.kind == "information" and SAID in [line.words for line in part.lines] for part in found)


def test_the_centre_sees_which_means_work_and_no_single_telling(case: Case, officers: Cast) -> None:
    for _nothing in range(6):
        tell(officers.social_worker, case, rights="understood")
    tell(officers.social_worker, case, asylum="not_understood")
    shown = page(visit(officers.coordinator), reverse("information_counted") + "?down=channel")
    assert "In a talk" in shown and ">5<" in shown.replace("\n", "") and ">7<" not in shown
    assert visit(officers.social_worker).get(reverse("information_counted")).status_code == 403
