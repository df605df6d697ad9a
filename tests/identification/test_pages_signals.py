"""The pages of signals and of the people met, as each of the cast finds them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mooring.casework.models import Case
from mooring.identification import actions
from mooring.identification.models import Encounter, Signal
from mooring.identification.views import met as views
from mooring.safeguards import clock, drafts
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.identification.on_the_way import SECRET, met, opened
from tests.visiting import page, visit

PERSON = {"age_impression": "adult", "informed": "yes", "asked_to_talk": "yes", "danger_now": "no"}


def local(moment: object) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")  # type: ignore[arg-type]


def received(officers: Cast, **more: object) -> Signal:
    return actions.receive_signal(by=officers.social_worker, source="police_action", **more)  # type: ignore[arg-type]


def test_a_signal_is_taken_up_in_one_form_and_its_page_opens(officers: Cast) -> None:
    client = visit(officers.social_worker)
    sent = {
        "source": "hotline",
        "danger_now": "yes",
        "region": "DK-82",
        "expected_people": "4",
        "received_at": local(clock.now()),
        "words": SECRET,
    }
    answer = client.post(reverse("signal_new"), sent)
    with acting_as(officers.social_worker):
        signal = Signal.objects.get()
        assert (signal.source, signal.expected_people, signal.words()) == ("hotline", 4, SECRET)
    assert answer.status_code == 302 and answer["Location"] == reverse("signal", args=[signal.reference])
    words = page(client, answer["Location"])
    assert words.index("in danger now") < words.index("People met"), "what is urgent stands first"
    assert SECRET in words


def test_what_was_typed_stays_when_something_is_missing(officers: Cast) -> None:
    answer = visit(officers.social_worker).post(
        reverse("signal_new"), {"words": SECRET, "danger_now": "no", "region": "unknown"}
    )
    assert answer.status_code == 422
    assert SECRET in answer.content.decode()


def test_a_signal_cannot_come_in_the_future(officers: Cast) -> None:
    sent = {
        "source": "self",
        "danger_now": "no",
        "region": "unknown",
        "received_at": local(clock.now() + timedelta(days=1)),
    }
    assert visit(officers.social_worker).post(reverse("signal_new"), sent).status_code == 422


@pytest.mark.parametrize("year", ["0001", "0026", "1899"])
def test_a_slip_of_the_year_is_noticed_before_it_spoils_the_list_of_the_desk(year: str, officers: Cast) -> None:
    client = visit(officers.social_worker)
    answer = client.post(
        reverse("signal_new"),
        {"source": "hotline", "danger_now": "no", "region": "unknown", "received_at": f"{year}-01-01T00:00"},
    )
    assert answer.status_code == 422
    assert "Check the year" in answer.content.decode()
    page(client, reverse("signals"))


def test_three_answers_note_a_person_and_the_next_is_asked_at_once(officers: Cast) -> None:
    signal = received(officers)
    client = visit(officers.social_worker)
    for who in (PERSON, PERSON | {"asked_to_talk": "no", "informed": "no"}):
        assert client.post(reverse("encounter_note", args=[signal.reference]), who).status_code == 302
    with acting_as(officers.social_worker):
        counts = signal.counts()
    assert (counts.met, counts.informed, counts.asked_to_talk, counts.became_case) == (2, 1, 1, 0)
    words = page(client, reverse("signal", args=[signal.reference]))
    assert "Person 1" in words and "Person 2" in words
    assert "Said no for now: no file is opened." in words and "a bed where there is room" in words


def test_nothing_that_could_name_anybody_is_asked_about_a_person_met(officers: Cast) -> None:
    words = page(visit(officers.social_worker), reverse("encounter_note", args=[received(officers).reference]))
    for name in ('name="name"', "nationality", "citizenship", "ethnic", "looks like"):
        assert name not in words


def test_health_that_cannot_wait_stands_first_with_its_end(officers: Cast) -> None:
    signal = received(officers)
    happened = clock.now() - timedelta(hours=10)
    client = visit(officers.social_worker)
    sent = PERSON | {"health_needs": ["pep", "forensic"], "health_happened_at": local(happened), "danger_now": "yes"}
    client.post(reverse("encounter_note", args=[signal.reference]), sent)
    words = page(client, reverse("signal", args=[signal.reference]))
    first = words[: words.index('id="people"')]
    assert (
        "Protection against HIV after exposure" in first and "As soon as possible" in first and "In danger now" in first
    )
    assert local(happened + timedelta(hours=72))[:10] in first


def test_a_person_noted_anew_keeps_the_number(officers: Cast) -> None:
    encounter = met(officers, asked_to_talk="no")
    client = visit(officers.colleague)
    address = reverse("encounter_again", args=[encounter.signal.reference, 1])
    assert "Person 1" in page(client, address)
    assert client.post(address, PERSON).status_code == 302
    with acting_as(officers.colleague):
        standing = Encounter.objects.standing().get(signal=encounter.signal)
    assert (standing.number, standing.asked_to_talk) == (1, "yes")


def test_a_case_is_opened_by_the_persons_wish_only_when_it_is_a_wish(officers: Cast) -> None:
    encounter = met(officers, asked_to_talk="no")
    client = visit(officers.social_worker)
    address = reverse("encounter_open_case", args=[encounter.signal.reference, 1])
    words = page(client, address)
    for ground in ("The person wishes it", "A provision for children", "A decision to detain", "None of the three?"):
        assert ground in words
    refused = client.post(address, {"ground": "her_wish"})
    assert refused.status_code == 422 and "said no for now" in refused.content.decode()
    with acting_as(officers.social_worker):
        assert not Case.objects.exists()


def test_a_detention_asks_since_when_and_starts_the_clock_on_the_first_page(officers: Cast) -> None:
    encounter = met(officers)
    client = visit(officers.social_worker)
    address = reverse("encounter_open_case", args=[encounter.signal.reference, 1])
    assert client.post(address, {"ground": "detained"}).status_code == 422
    answer = client.post(address, {"ground": "detained", "detained_since": local(clock.now() - timedelta(hours=2))})
    assert answer.status_code == 302 and "/cases/" in answer["Location"]
    words = page(client, reverse("signal", args=[encounter.signal.reference]))
    assert "The detention must have ended" in words[: words.index('id="people"')]
    case_page = answer["Location"].partition("?")[0]
    assert "The detention must have ended" in page(client, case_page)
    assert "No longer detained" in page(client, case_page)
    assert client.post(f"{case_page}detention/end/").status_code == 302
    assert "No longer detained" not in page(client, case_page)


def test_a_case_is_opened_once(officers: Cast) -> None:
    with acting_as(officers.social_worker):
        case = opened(officers)
        reference = Signal.objects.get().reference
    client = visit(officers.social_worker)
    assert client.get(reverse("encounter_open_case", args=[reference, 1])).status_code == 302
    assert str(case) in page(client, reverse("signal", args=[reference]))


@pytest.mark.parametrize("name", ["signal", "encounter_note", "encounter_again", "encounter_open_case"])
def test_to_a_stranger_a_signal_that_exists_answers_as_one_that_does_not(name: str, officers: Cast) -> None:
    encounter = met(officers)
    number = [1] if name in ("encounter_again", "encounter_open_case") else []
    client = visit(officers.stranger)
    there = client.get(reverse(name, args=[encounter.signal.reference, *number]))
    nowhere = client.get(reverse(name, args=["S-2222-2222", *number]))
    assert there.status_code == nowhere.status_code == 404
    assert encounter.signal.reference not in page(client, reverse("signals"))


@pytest.mark.parametrize(
    "who", ["assessor", "caseworker", "police", "departure", "statistician", "keeper", "administrator", "unposted"]
)
@pytest.mark.parametrize("name", ["signals", "signal_new"])
def test_only_who_meets_people_sees_signals(who: str, name: str, officers: Cast) -> None:
    assert visit(getattr(officers, who)).get(reverse(name)).status_code == 403


def test_the_list_is_one_look_with_its_count_and_few_queries(officers: Cast) -> None:
    for _number in range(6):
        met(officers)
    client = visit(officers.social_worker)
    page(client, reverse("signals"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page(client, reverse("signals"))
    asked = [
        query["sql"] for query in queries if query["sql"].startswith("SELECT") and "set_config" not in query["sql"]
    ]
    assert len(asked) <= 12, "\n".join(asked)
    looks = [query["sql"] for query in queries if "insert into safeguards_ledgerline" in query["sql"]]
    assert len(looks) == 1 and "signal.list" in looks[0] and looks[0].rstrip(")").endswith("6")


def test_the_list_goes_on_page_by_page_without_losing_or_repeating(
    officers: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "ON_A_PAGE", 2)
    made = [received(officers, received_at=clock.now() - timedelta(hours=hour)).reference for hour in range(5)]
    client, address, seen = visit(officers.social_worker), reverse("signals"), []
    for _round in range(3):
        response = client.get(address)
        seen += [row.signal.reference for row in response.context["rows"]]
        address = reverse("signals") + response.context["older"]
    assert seen == made
    back = client.get(reverse("signals") + response.context["newer"])
    assert [row.signal.reference for row in back.context["rows"]] == made[2:4]


def test_a_half_noted_person_comes_back(officers: Cast) -> None:
    signal = received(officers)
    at = reverse("encounter_note", args=[signal.reference])
    with acting_as(officers.social_worker):
        drafts.keep(officers.social_worker, at, {"age_impression": ["child_or_in_doubt"], "health_needs": ["pep"]})
    words = page(visit(officers.social_worker), reverse("signal", args=[signal.reference]))
    assert "We kept what you typed" in words
    assert (
        'value="child_or_in_doubt" required' in words
        and "checked" in words[words.index('value="child_or_in_doubt"') :][:90]
    )
    assert f'formaction="/drafts{at}"' in words
