"""The pages of referrals, as each of the cast finds them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mooring.casework import actions as casework
from mooring.casework import known as known_of
from mooring.casework.models import Case
from mooring.referral import actions
from mooring.referral.actions.directory import give_mandate
from mooring.referral.handing_on import Choosing
from mooring.referral.models import Referral
from mooring.safeguards import clock
from mooring.safeguards.models import Desk
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from tests.cast import Cast
from tests.identification.on_the_way import fresh, opened
from tests.visiting import page, visit

NEED = "counselling"


@pytest.fixture
def case(officers: Cast) -> Case:
    return fresh(opened(officers))


@pytest.fixture
def harbour(officers: Cast) -> Desk:
    return Desk.objects.select_related("agency").get(code="harbour-desk")


def agreed(officers: Cast, case: Case, desk: Desk, parts: tuple[str, ...] = ("languages",)) -> Any:
    """The person agreed that this desk's agency is told these parts."""
    return casework.give_consent(
        by=officers.social_worker,
        case=fresh(case),
        kind="share",
        purpose=NEED,
        recipient=desk.agency,
        parts=parts,
        explained_how="spoken",
        language="en",
        given_how="spoken",
    )


@pytest.fixture
def asked(officers: Cast, case: Case, harbour: Desk) -> Callable[..., Referral]:
    """A referral that the social worker wrote for the other organisation's desk, and sent."""

    def made(*, sent: bool = True, **changed: Any) -> Referral:
        consent = agreed(officers, case, harbour)
        given: dict[str, Any] = {
            "need": NEED,
            "urgency": "today",
            "ground": "consent",
            "pieces": ["languages"],
            "to_desk": harbour,
            "consent": consent,
            "message": "Canary Plainword, please ring.",
        }
        referral = actions.draft(by=officers.social_worker, case=fresh(case), **(given | changed))
        if sent:
            actions.send(by=officers.social_worker, referral=again(referral))
        return referral

    return made


def again(referral: Referral) -> Referral:
    """The same referral as a new request would have it."""
    with acting_as(referral.recorded_by):
        return Referral.objects.select_related("from_desk", "to_desk__agency", "to_agency", "consent").get(
            pk=referral.pk
        )


def press(client: Client, name: str, referral: Referral, **given: str) -> Any:
    return client.post(reverse(name, args=[referral.reference]), given)


# Handing on, step by step.


def typed(case: Case, harbour: Desk, consent: Any, **changed: Any) -> dict[str, Any]:
    return {
        "need": NEED,
        "kind": "take_up",
        "urgency": "today",
        "group": "",
        "region": "",
        "to": "somebody_else",
        "other": f"desk:{reference('desk', harbour.pk)}",
        "pieces": ["languages"],
        "message": "Canary Plainword",
        "ground": f"consent:{reference('consent', consent.pk)}",
    } | changed


def test_a_need_is_handed_on_in_five_steps_and_each_keeps_what_the_others_hold(
    officers: Cast, case: Case, harbour: Desk
) -> None:
    consent = agreed(officers, case, harbour)
    client, at = visit(officers.social_worker), reverse("referral_new", args=[case])
    given = typed(case, harbour, consent)
    for step, following in (("need", "to"), ("to", "pieces"), ("pieces", "ground"), ("ground", "preview")):
        answer = client.post(at, given | {"step": step, "go": "next"})
        assert answer.status_code == 302, answer.content.decode()
        assert answer["Location"] == f"{at}?step={following}"
    preview = page(client, f"{at}?step=preview")
    assert "Canary Plainword" in preview
    assert "Languages" in preview
    assert "support" in preview.lower() or "Entry" in preview
    with acting_as(officers.social_worker):
        assert not Referral.objects.exists()
    answer = client.post(at, given | {"step": "preview", "go": "next"})
    assert answer.status_code == 302
    with acting_as(officers.social_worker):
        (made,) = Referral.objects.with_state()
    assert answer["Location"] == made.address
    assert made.state == "sent"  # type: ignore[attr-defined]
    way = page(client, made.address).split('<ol class="steps"', 1)[1].split("</ol>", 1)[0]
    assert way.index("Draft") < way.index("Sent") < way.index("Received"), "in one moment, and yet one after the other"
    assert "Canary Plainword" not in page(client, at), "the draft is gone once it was sent"


def test_an_agency_of_several_desks_is_asked_at_one_that_answers_and_never_by_a_sealed_link(
    officers: Cast, case: Case, harbour: Desk
) -> None:
    assert Desk.objects.filter(agency=harbour.agency).count() > 1
    give_mandate(
        by=officers.administrator,
        agency=harbour.agency,
        service=NEED,
        since=clock.today(),
        basis="practice",
        source="-",
    )
    with acting_as(officers.social_worker):
        choosing = Choosing(officers.social_worker, fresh(case), NEED, "", "", "", ())
        named = [each.desk for each in choosing.candidates if each.agency == harbour.agency]
        assert named == [harbour], "not its leadership, which takes nothing up, and not as an agency without a desk"
    shown = visit(officers.social_worker).post("/directory/routing/", {"need": NEED}).content.decode()
    assert harbour.agency.name in shown
    assert "reached outside the system" not in shown


def test_the_directory_is_asked_with_what_the_house_knows_of_the_person(
    officers: Cast, case: Case, harbour: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_mandate(
        by=officers.administrator,
        agency=harbour.agency,
        service=NEED,
        since=clock.today(),
        basis="practice",
        source="-",
        age_from=18,
    )

    def passed_over(age: int | None) -> bool:
        monkeypatch.setitem(known_of._providers, "age_years", lambda _case: age)
        with acting_as(officers.social_worker):
            choosing = Choosing(officers.social_worker, fresh(case), NEED, "", "", "", ())
            (found,) = (each for each in choosing.candidates if each.agency == harbour.agency)
        return found.passed_over

    assert passed_over(16)
    assert not passed_over(34)
    assert not passed_over(None), "what is not known passes nobody over"


def test_the_preview_is_what_the_receiver_sees(officers: Cast, case: Case, harbour: Desk) -> None:
    consent = agreed(officers, case, harbour)
    client, at = visit(officers.social_worker), reverse("referral_new", args=[case])
    given = typed(case, harbour, consent)
    client.post(at, given | {"step": "ground", "go": "next"})
    shown = package_in(page(client, f"{at}?step=preview"))
    client.post(at, given | {"step": "preview", "go": "next"})
    with acting_as(officers.stranger):
        made = Referral.objects.get()
    receiver = visit(officers.stranger)
    press(receiver, "referral_receive", made)
    assert package_in(page(receiver, made.address)) == shown


def package_in(shown: str) -> str:
    """The package on a page."""
    found = re.search(r'<section class="card stack" aria-labelledby="package-heading">.*?</section>', shown, re.DOTALL)
    assert found is not None, shown
    return found[0]


def test_a_step_back_keeps_everything(officers: Cast, case: Case, harbour: Desk) -> None:
    consent = agreed(officers, case, harbour)
    client, at = visit(officers.social_worker), reverse("referral_new", args=[case])
    answer = client.post(at, typed(case, harbour, consent) | {"step": "pieces", "go": "back"})
    assert answer["Location"] == f"{at}?step=to"
    back = page(client, at)
    assert 'value="to"' in back
    assert "Canary Plainword" in back


def test_telling_more_than_was_agreed_to_is_refused_at_the_form_and_nothing_typed_is_lost(
    officers: Cast, case: Case, harbour: Desk
) -> None:
    consent = agreed(officers, case, harbour)
    client, at = visit(officers.social_worker), reverse("referral_new", args=[case])
    given = typed(case, harbour, consent, pieces=["languages", "what_happened"])
    for step in ("ground", "preview"):
        answer = client.post(at, given | {"step": step, "go": "next"})
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert "did not agree that this is told: What happened" in shown
        assert "Leave it out" in shown
        assert "Canary Plainword" in shown
    with acting_as(officers.social_worker):
        assert not Referral.objects.exists()


def test_the_police_are_no_receiver_of_support_matters_whoever_agreed(officers: Cast, case: Case) -> None:
    police = Desk.objects.select_related("agency").get(code="police-liaison")
    consent = agreed(officers, case, police)
    client, at = visit(officers.social_worker), reverse("referral_new", args=[case])
    answer = client.post(at, typed(case, police, consent) | {"step": "ground", "go": "next"})
    assert answer.status_code == 422
    assert "The police do not receive what belongs to the person&#x27;s support" in answer.content.decode()


def test_before_a_confidence_is_broken_the_lawyer_is_asked_and_the_person_told(officers: Cast, case: Case) -> None:
    police = Desk.objects.select_related("agency").get(code="police-liaison")
    consent = agreed(officers, case, police)
    client, at = visit(officers.social_worker), reverse("referral_new", args=[case])
    given = typed(case, police, consent, ground="danger_to_life")
    asks = client.post(at, given | {"step": "ground", "go": "next"}).content.decode()
    assert "Ask the lawyer of your agency first" in asks
    assert "Say whether the person was told" in asks
    given |= {"lawyer_asked_on": clock.today().isoformat(), "told_person": "no"}
    asks = client.post(at, given | {"step": "ground", "go": "next"}).content.decode()
    assert "The person is told, unless that endangers somebody" in asks
    given["not_told_because"] = "endangers_person"
    assert client.post(at, given | {"step": "ground", "go": "next"}).status_code == 302


def test_a_draft_is_kept_changed_and_sent(officers: Cast, case: Case, harbour: Desk) -> None:
    consent = agreed(officers, case, harbour)
    client, at = visit(officers.social_worker), reverse("referral_new", args=[case])
    client.post(at, typed(case, harbour, consent) | {"step": "preview", "go": "keep"})
    with acting_as(officers.social_worker):
        draft = Referral.objects.get()
    assert client.get(draft.address).status_code == 200
    assert visit(officers.stranger).get(draft.address).status_code == 404
    change = reverse("referral_change", args=[case, draft.reference])
    first = page(client, change)
    assert "Canary Plainword" in first
    given = typed(case, harbour, consent, urgency="now", message="Ring at once")
    assert client.post(change, given | {"step": "preview", "go": "next"}).status_code == 302
    with acting_as(officers.social_worker):
        sent = Referral.objects.with_state().get(state="sent")  # type: ignore[misc]
    assert sent.urgency == "now"
    assert page(client, "/referrals/?list=sent").count("R-") == page(client, "/referrals/?list=sent").count(
        sent.reference
    ), "the draft that was written anew is in no list"


# The desk that is asked.


def test_what_waits_stands_in_the_list_of_the_desk_that_is_asked_and_on_its_day(
    officers: Cast, asked: Callable[..., Referral]
) -> None:
    referral = asked()
    for at in ("/referrals/", "/"):
        assert referral.reference in page(visit(officers.stranger), at)
    assert referral.reference in page(visit(officers.social_worker), "/referrals/?list=sent")
    assert referral.reference not in page(visit(officers.social_worker), "/")
    assert referral.reference not in page(visit(officers.assessor), "/referrals/")


def test_the_package_is_read_when_it_is_opened_and_the_sender_is_told(
    officers: Cast, asked: Callable[..., Referral]
) -> None:
    referral = asked()
    receiver = visit(officers.stranger)
    assert "Canary Plainword" not in page(receiver, referral.address)
    assert press(receiver, "referral_receive", referral).status_code == 302
    assert "Canary Plainword" in page(receiver, referral.address)
    assert "Received" in page(visit(officers.social_worker), referral.address)


@pytest.mark.parametrize("who", ["assessor", "police", "caseworker", "departure", "hotline", "coordinator", "ministry"])
def test_to_everybody_else_a_referral_answers_as_one_that_does_not_exist(
    who: str, officers: Cast, asked: Callable[..., Referral]
) -> None:
    referral = asked()
    client = visit(getattr(officers, who))
    for name in ("referral", "referral_accept", "referral_send", "referral_feedback", "referral_withdraw"):
        there = client.get(reverse(name, args=[referral.reference]))
        nowhere = client.get(reverse(name, args=["R-2222-2222"]))
        assert there.status_code == nowhere.status_code
        assert there.status_code in (403, 404)
        assert press(client, name, referral).status_code in (403, 404, 405)
    assert referral.reference not in client.get("/referrals/").content.decode()


def test_nobody_answers_her_own_referral(officers: Cast, asked: Callable[..., Referral]) -> None:
    referral = asked()
    answer = press(visit(officers.social_worker), "referral_accept", referral, words="")
    assert answer.status_code == 403
    assert "other side of the referral" in answer.content.decode()


def test_only_the_lawful_moves_are_buttons(officers: Cast, asked: Callable[..., Referral]) -> None:
    referral = asked()
    sender, receiver = visit(officers.social_worker), visit(officers.stranger)
    assert buttons(sender, referral) == {"withdraw", "message"}
    assert buttons(receiver, referral) == {"open", "message"}
    press(receiver, "referral_receive", referral)
    assert buttons(receiver, referral) == {"accept", "decline", "return", "message"}
    press(receiver, "referral_accept", referral, words="Tomorrow at ten.")
    assert buttons(receiver, referral) == {"finish", "message"}
    assert buttons(sender, referral) == {"withdraw", "message"}
    press(receiver, "referral_finish", referral, outcome="need_met", words="She has a course.")
    assert buttons(receiver, referral) == buttons(sender, referral) == {"message"}
    told = page(sender, referral.address)
    assert "Tomorrow at ten." in told
    assert "She has a course." in told


def buttons(client: Client, referral: Referral) -> set[str]:
    main = page(client, referral.address).split("<main", 1)[1]
    return set(re.findall(rf"{referral.reference}/(\w+)/", main))


def test_what_came_back_is_sent_again_with_more(officers: Cast, asked: Callable[..., Referral]) -> None:
    referral = asked()
    sender, receiver = visit(officers.social_worker), visit(officers.stranger)
    press(receiver, "referral_receive", referral)
    press(receiver, "referral_return", referral, reason="more_is_needed", words="Which language?")
    assert "Which language?" in page(sender, referral.address)
    assert buttons(sender, referral) == {"send", "withdraw", "message", "again"}
    assert "Languages" in page(sender, reverse("referral_send", args=[referral.reference]))
    assert press(sender, "referral_send", referral, pieces="languages").status_code == 302
    assert "Sent" in page(sender, referral.address)


def test_declined_it_is_asked_of_somebody_else_and_the_chain_is_kept(
    officers: Cast, case: Case, asked: Callable[..., Referral]
) -> None:
    referral = asked()
    press(visit(officers.stranger), "referral_receive", referral)
    press(visit(officers.stranger), "referral_decline", referral, reason="no_capacity", words="In May again.")
    sender = visit(officers.social_worker)
    told = page(sender, referral.address)
    assert "No room at present" in told
    assert "In May again." in told
    departure = Desk.objects.select_related("agency").get(code="centre-assessment")
    consent = agreed(officers, case, departure)
    at = reverse("referral_reroute", args=[case, referral.reference])
    assert NEED in page(sender, at)
    answer = sender.post(at, typed(case, departure, consent) | {"step": "preview", "go": "next"})
    assert answer.status_code == 302, answer.content.decode()
    assert referral.reference in page(sender, answer["Location"])
    assert answer["Location"].split("/")[2] in page(sender, referral.address)
    assert "not open any more" in page(visit(officers.stranger), referral.address)


def test_who_was_slower_is_told_who_was_quicker_and_keeps_her_words(
    officers: Cast, asked: Callable[..., Referral]
) -> None:
    referral = asked()
    receiver = visit(officers.stranger)
    press(receiver, "referral_receive", referral)
    actions.withdraw(by=officers.colleague, referral=again(referral), reason="by_mistake")
    answer = press(receiver, "referral_accept", referral, words="We come at noon.")
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "colleague Test was quicker" in told
    assert "We come at noon." in told


def test_a_mistake_in_an_answer_is_said_beside_the_field(officers: Cast, asked: Callable[..., Referral]) -> None:
    referral = asked()
    receiver = visit(officers.stranger)
    press(receiver, "referral_receive", referral)
    answer = press(receiver, "referral_decline", referral, words="Canary typed")
    assert answer.status_code == 422
    assert "Canary typed" in answer.content.decode()


def test_where_the_consent_was_withdrawn_the_receiver_reads_that_it_may_not_be_used(
    officers: Cast, asked: Callable[..., Referral]
) -> None:
    referral = asked()
    receiver = visit(officers.stranger)
    press(receiver, "referral_receive", referral)
    press(receiver, "referral_accept", referral, words="")
    with acting_as(officers.social_worker):
        consent = again(referral).consent
    assert consent is not None
    casework.withdraw_consent(by=officers.social_worker, consent=consent)
    told = page(receiver, referral.address)
    assert "Do not use what was shared any further" in told
    assert "Canary Plainword" not in told
    assert "Canary Plainword" in page(visit(officers.social_worker), referral.address)


# Late.


def test_a_late_referral_is_shown_to_who_leads_and_to_the_centre_without_a_person(
    officers: Cast, case: Case, asked: Callable[..., Referral]
) -> None:
    referral = asked(urgency="now")
    with clock.at(clock.now() + timedelta(hours=2)):
        for who in ("harbour_lead", "coordinator"):
            client = visit(getattr(officers, who))
            shown = page(client, "/referrals/late/")
            assert referral.reference in shown
            assert case.pseudonym not in shown
            assert "Canary" not in shown
            assert client.get(referral.address).status_code in (403, 404)
            assert "waits too long" in page(client, "/")
    assert visit(officers.social_worker).get("/referrals/late/").status_code == 403


# The case page.


def test_the_case_page_says_who_answers_for_the_person_and_who_did(
    officers: Cast, case: Case, harbour: Desk, asked: Callable[..., Referral]
) -> None:
    at = reverse("case_panel", args=[case, "referrals"])
    assert "centre social" in page(visit(officers.social_worker), at)
    referral = asked(kind="hand_over")
    receiver = visit(officers.stranger)
    press(receiver, "referral_receive", referral)
    press(receiver, "referral_accept", referral, words="")
    for who in ("social_worker", "stranger"):
        shown = page(visit(getattr(officers, who)), at)
        assert "harbour desk" in shown
        assert "Who answered before" in shown
        assert referral.reference in shown


def test_pages_of_the_list_stay_in_place(officers: Cast, case: Case, harbour: Desk, monkeypatch: Any) -> None:
    monkeypatch.setattr("mooring.referral.views.referrals.ON_A_PAGE", 2)
    consent = agreed(officers, case, harbour)
    for _number in range(5):
        made = actions.draft(
            by=officers.social_worker,
            case=fresh(case),
            need=NEED,
            urgency="week",
            ground="consent",
            pieces=["languages"],
            to_desk=harbour,
            consent=consent,
        )
        actions.send(by=officers.social_worker, referral=again(made))
    client, at, seen = visit(officers.stranger), "/referrals/", []
    while at:
        shown = page(client, at)
        seen += list(dict.fromkeys(re.findall(r'/referrals/(R-[\w-]+)/"', shown)))
        older = re.search(r'href="(\?[^"]*after=[^"]*)" rel="next"', shown)
        at = f"/referrals/{older[1].replace('&amp;', '&')}" if older else ""
    assert len(seen) == len(set(seen)) == 5
