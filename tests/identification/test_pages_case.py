"""The pages of one case: what is known of the person, the conversation, the signs, what authorities know."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mooring.casework import actions as casework
from mooring.casework.models import Case
from mooring.identification import actions
from mooring.identification.models import (
    Answer,
    Conversation,
    Exploitation,
    IndicatorObserved,
    PersonFacts,
    PoliceInformation,
    ResidenceBasis,
)
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from mooring.web.doors.identification import IDENTIFICATION_DOORS
from tests.cast import Cast
from tests.identification.on_the_way import SECRET, filled, met, opened, under_assessment
from tests.visiting import page, visit

WITH_MORE = {"conversation_section": ["journey"], "signs_part": ["ilo-labour", "exploitation"]}
CASE_DOORS = [door.name for door in IDENTIFICATION_DOORS if door.leads_into_a_case]


def address(name: str, case: Case | str) -> str:
    return reverse(name, args=[case, *WITH_MORE.get(name, [])])


def panel(client: Client, case: Case, code: str) -> str:
    return page(client, reverse("case_panel", args=[case, code]))


@pytest.mark.parametrize("name", CASE_DOORS)
def test_to_a_stranger_a_case_that_exists_answers_as_one_that_does_not(name: str, officers: Cast) -> None:
    case = opened(officers)
    client = visit(officers.stranger)
    assert client.get(address(name, case)).status_code == client.get(address(name, "DK-2222-2222-2")).status_code == 404


def test_who_may_open_which_page_of_an_open_assessment(officers: Cast) -> None:
    case = under_assessment(officers)
    opens = {
        who: {name for name in CASE_DOORS if visit(getattr(officers, who)).get(address(name, case)).status_code == 200}
        for who in ("social_worker", "caseworker", "assessor")
    }
    assert opens["social_worker"] == {
        "residence", "person", "exploitation", "conversation", "meeting_new", "conversation_section", "signs", "signs_part",
        "assessment_request", "assessment_not_wished", "assessment_withdraw", "tell",
    }  # fmt: skip
    assert opens["caseworker"] == {"residence", "conversation", "decide", "correct", "immigration_information"}
    assert opens["assessor"] == set(), "another authority assesses"


def test_the_case_page_begins_with_what_is_urgent_and_who_decides(officers: Cast) -> None:
    case = opened(officers)
    words = page(visit(officers.social_worker), reverse("case", args=[case]))
    assert words.index('id="urgent"') < words.index('id="identification"')
    assert "Who assesses cannot be said yet" in words
    assert "You may promise" in words and "Do not promise yet" in words
    assert "Before an assessment can be asked for" in words


def test_residence_is_recorded_and_the_authority_follows(officers: Cast) -> None:
    case = opened(officers)
    client = visit(officers.social_worker)
    assert (
        client.post(
            address("residence", case),
            {"basis": "eu_right_of_residence", "known_how": "said_by_person", "stay_lawful": ""},
        ).status_code
        == 302
    )
    words = page(client, reverse("case", args=[case]))
    assert "The national centre against human trafficking assesses." in words and "You may promise" not in words


def test_two_facts_that_cannot_both_be_true_are_said_so_and_nothing_is_lost(officers: Cast) -> None:
    case = opened(officers)
    answer = visit(officers.social_worker).post(
        address("residence", case), {"basis": "citizen", "known_how": "authority", "stay_lawful": "no"}
    )
    assert answer.status_code == 422
    assert "cannot both be true" in answer.content.decode()
    assert 'value="authority"' in answer.content.decode()
    with acting_as(officers.social_worker):
        assert ResidenceBasis.objects.standing().get(case=case).basis == "not_known_yet"


def test_person_and_exploitation_are_recorded_as_codes_and_shown_by_name(officers: Cast) -> None:
    case = opened(officers)
    client = visit(officers.social_worker)
    sent = {"gender": "trans_woman", "own_word": SECRET, "age_years": "17", "age_assessment": "none", "known_how": "said_by_person",
            "citizenships_0": "RO", "citizenships_1": "stateless", "languages_0": "ro"}  # fmt: skip
    assert client.post(address("person", case), sent).status_code == 302
    assert (
        client.post(
            address("exploitation", case),
            {"exploited_for": ["forced_labour", "begging"], "crossing": "internal", "countries_0": "DK"},
        ).status_code
        == 302
    )
    with acting_as(officers.social_worker):
        facts = PersonFacts.objects.standing().get(case=case)
        assert (facts.citizenships, facts.languages, facts.age_status) == (["RO", "stateless"], ["ro"], "child")
        assert Exploitation.objects.standing().get(case=case).forms == ["forced_labour", "begging"]
    words = panel(client, case, "person")
    for shown in ("Romania", "Stateless", "Romanian", "Trans woman", "Forced labour", "Denmark"):
        assert shown in words
    assert 'value="RO" selected' in page(client, address("person", case))


def test_the_conversation_is_begun_written_section_by_section_and_not_asked_twice(officers: Cast) -> None:
    case = opened(officers)
    client = visit(officers.social_worker)
    assert "No conversation was held yet" in page(client, address("conversation", case))
    started = {
        "held_on": timezone.localtime(clock.now()).strftime("%Y-%m-%dT%H:%M"),
        "place": "shelter", "interpreter": "accepted", "interpreter_language": "vi",
        "interpreter_by_telephone": "on", "interpreter_not_from_community": "yes", "companion": "no", "lawyer": "not_asked", "breaks": "1",
        "second_meeting": "agreed", "told_voluntary": "on",
    }  # fmt: skip
    assert client.post(address("meeting_new", case), started | {"interpreter_language": ""}).status_code == 422
    assert client.post(address("meeting_new", case), started).status_code == 302
    with acting_as(officers.social_worker):
        meeting = Conversation.objects.get(case=case)
    assert (meeting.interpreter_by_telephone, meeting.interpreter_not_from_community, meeting.breaks) == (
        True,
        "yes",
        1,
    )
    page_of_form = page(client, address("conversation", case))
    assert page_of_form.count("data-kept-form=") == 8
    assert client.post(address("conversation_section", case), {"words": "", "state": "told"}).status_code == 422
    answer = client.post(address("conversation_section", case), {"words": SECRET, "state": "told"})
    assert answer.status_code == 302 and answer["Location"].endswith("#control")
    client.post(address("meeting_new", case), started)
    words = page(client, address("conversation", case))
    assert SECRET in words and "not to be asked again" in words and "Add or correct" in words
    assert words.count("data-kept-form=") == 7


def test_one_tap_says_that_the_person_does_not_wish_to_speak_of_it_now(officers: Cast) -> None:
    case = filled(officers)
    at = reverse("conversation_section", args=[case, "control"])
    assert visit(officers.social_worker).post(at, {"words": "", "state": "not_now"}).status_code == 302
    with acting_as(officers.social_worker):
        assert Answer.objects.standing().get(case=case, section="control").state == "not_now"


def test_a_section_in_a_part_that_is_not_open_is_said_so_and_not_shown_as_empty(officers: Cast) -> None:
    case = under_assessment(officers)
    words = page(visit(officers.caseworker), address("conversation", case))
    health = words[words.index('id="health_now"') :]
    assert "not open to you" in health[:600] and "Not spoken of yet" not in health[: health.index("</section>")]
    assert "<textarea" not in words


def test_a_sign_needs_what_shows_it_and_only_changes_are_written(officers: Cast) -> None:
    case = filled(officers)
    client = visit(officers.social_worker)
    first = client.get(address("signs_part", case)).context["part"].signs[0].code
    bare = client.post(address("signs_part", case), {f"seen-{first}": "on"})
    assert bare.status_code == 422 and "what shows it" in bare.content.decode()
    for _twice in range(2):
        assert (
            client.post(address("signs_part", case), {f"seen-{first}": "on", f"evidence-{first}": SECRET}).status_code
            == 302
        )
    with acting_as(officers.social_worker):
        observed = IndicatorObserved.objects.get(case=case)
    assert observed.observed and observed.indicator == first


def test_the_rule_is_shown_after_the_conversation_with_its_cautions_and_not_while_signs_are_written(
    officers: Cast,
) -> None:
    before, case = opened(officers), None
    client = visit(officers.social_worker)
    for case in (before, filled(officers)):
        part = client.get(address("signs_part", case)).context["part"]
        sent = {
            f"{kind}-{sign.code}": value
            for sign in part.signs
            for kind, value in (("seen", "on"), ("evidence", SECRET))
        }
        client.post(address("signs_part", case), sent)
    assert case is not None
    words = panel(client, case, "signs")
    assert (
        "What a published rule makes of the signs" in words and "a person decides" in words.lower() and SECRET in words
    )
    assert "What a published rule makes of the signs" not in panel(client, before, "signs")
    assert "published rule makes" not in page(client, address("signs_part", case))


def test_police_information_is_seen_only_where_its_part_is_open(officers: Cast) -> None:
    case = opened(officers)
    assert visit(officers.police).get(address("police_information", case)).status_code == 404
    casework.give_access(by=officers.social_worker, case=case, compartment="police", desk=officers.police.desk)
    client = visit(officers.police)
    assert client.post(address("police_information", case), {"kind": "danger", "words": ""}).status_code == 422
    assert client.post(address("police_information", case), {"kind": "danger", "words": SECRET}).status_code == 302
    with acting_as(officers.police):
        assert PoliceInformation.objects.get(case=case).words("words") == SECRET
        assert not Answer.objects.filter(case=case).exists()
    assert SECRET in panel(client, case, "police")
    assert visit(officers.social_worker).get(reverse("case_panel", args=[case, "police"])).status_code == 404


def test_the_immigration_service_adds_what_it_knows_in_its_own_part(officers: Cast) -> None:
    case = under_assessment(officers)
    client = visit(officers.caseworker)
    assert client.post(address("immigration_information", case), {"kind": "dublin", "words": SECRET}).status_code == 302
    assert SECRET in panel(client, case, "immigration")
    assert visit(officers.social_worker).get(reverse("case_panel", args=[case, "immigration"])).status_code == 404


@pytest.mark.parametrize("code", ["conversation", "signs", "person"])
def test_panels_below_the_fold_open_empty_and_say_what_to_do(code: str, officers: Cast) -> None:
    case = actions.become_case(by=officers.social_worker, encounter=met(officers), ground="her_wish")
    words = panel(visit(officers.social_worker), case, code)
    assert "button" in words, "an empty place says what to do next"
