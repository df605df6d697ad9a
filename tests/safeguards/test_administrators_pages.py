"""The pages of administration: who opens them, what they keep, what they say, and the way in through the browser."""

from __future__ import annotations

import logging
import re
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from mooring.casework import actions as casework
from mooring.safeguards import actions, officer_notes
from mooring.safeguards.confirmation_code import code_of
from mooring.safeguards.models import Agency, Desk, Invitation, Officer, Posting
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from mooring.web.doors.safeguards import SAFEGUARDS_DOORS
from tests.cast import Cast
from tests.visiting import page, visit

NEW_PASSWORD = "the harbour is quiet tonight"
SOMEBODY = {"name": "Newcomer Test", "email": "Newcomer@test.invalid", "language": "en"}


def page_of(officer: Officer) -> str:
    return f"/people/{reference('officer', officer.pk)}/"


def invited(officers: Cast) -> tuple[Officer, str]:
    """Somebody new, and the link as it stood on the administrator's page."""
    client = visit(officers.administrator)
    answer = client.post("/people/new/", SOMEBODY)
    assert answer["Location"] == "/confirm/link/"
    shown = unescape(page(client, "/confirm/link/"))
    found = re.search(r"http://testserver(/invitation/[\w-]+/)", shown)
    assert found
    assert found[1] not in page(client, "/confirm/link/"), "the link is shown once"
    return Officer.objects.get(email="newcomer@test.invalid"), found[1]


ADMINISTRATORS = [
    door for door in SAFEGUARDS_DOORS if door.verb and not door.path.startswith("confirm/") and "<" not in door.path
]


@pytest.mark.parametrize("door", ADMINISTRATORS, ids=lambda door: door.name)
@pytest.mark.parametrize("who", ["social_worker", "stranger", "police", "statistician", "keeper"])
def test_the_pages_of_administration_open_to_administrators_only(door: object, who: str, officers: Cast) -> None:
    address = f"/{door.path}"  # type: ignore[attr-defined]
    assert visit(getattr(officers, who)).get(address).status_code == 403
    assert visit(officers.administrator).get(address).status_code == 200


def test_an_officers_page_is_not_open_to_her_colleague(officers: Cast) -> None:
    assert visit(officers.colleague).get(page_of(officers.social_worker)).status_code == 403


def test_the_list_finds_by_name_and_keeps_the_name_out_of_the_address(officers: Cast) -> None:
    client = visit(officers.administrator)
    answer = client.post("/people/", {"q": "stranger"})
    assert answer["Location"] == "/people/"
    shown = page(client, "/people/")
    assert "stranger@test.invalid" in shown
    assert "police@test.invalid" not in shown
    client.post("/people/", {})
    assert "police@test.invalid" in page(client, "/people/")


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ({"role": "police_liaison"}, "police", "stranger"),
        ({"agency": "harbour"}, "stranger", "police"),
        ({"serving": "never"}, "unposted", "police"),
        ({"serving": "now"}, "police", "unposted"),
    ],
)
def test_the_list_is_narrowed(asked: dict[str, str], there: str, not_there: str, officers: Cast) -> None:
    client = visit(officers.administrator)
    client.post("/people/", asked)
    shown = page(client, "/people/")
    assert f"{there}@test.invalid" in shown
    assert f"{not_there}@test.invalid" not in shown


def test_the_list_goes_on_where_the_page_ended(officers: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mooring.safeguards.views.people.PAGE", 4)
    client = visit(officers.administrator)
    seen: list[str] = []
    address = "/people/"
    for _turn in range(20):
        answer = client.get(address)
        seen += [row["officer"].email for row in answer.context["rows"]]
        if not answer.context["older"]:
            break
        address = f"/people/{answer.context['older']}"
    assert len(seen) == len(set(seen)) == Officer.objects.count()
    assert client.get("/people/?after=made-up").status_code == 200


def test_a_form_with_a_mistake_keeps_what_was_typed(officers: Cast) -> None:
    answer = visit(officers.administrator).post("/people/new/", SOMEBODY | {"email": officers.police.email})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Newcomer Test" in shown
    assert "here already" in shown


def test_an_address_that_is_too_long_is_told_so(officers: Cast) -> None:
    typed = {"name": "Newcomer Test", "email": f"{'a' * 200}@{'b' * 60}.invalid", "language": "en"}
    again = visit(officers.administrator).post("/people/new/", typed)
    assert again.status_code == 422
    assert "254" in again.content.decode()


def test_an_officer_is_invited_chooses_a_password_and_sets_up_a_second_factor(officers: Cast) -> None:
    officer, link = invited(officers)
    assert not officer.has_usable_password()
    client = Client()
    answer = client.get(link)
    assert answer["Location"] == "/invitation/"
    assert answer["Referrer-Policy"] == "no-referrer"
    form = client.get("/invitation/")
    assert "Newcomer Test" in form.content.decode()
    assert form["Referrer-Policy"] == "no-referrer"
    short = client.post("/invitation/", {"password": "short", "again": "short"})
    assert short.status_code == 422
    done = client.post("/invitation/", {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert done["Location"] == "/account/login/"
    assert client.get("/invitation/").status_code == 404
    inside = client.post("/account/login/", {"login": officer.email, "password": NEW_PASSWORD})
    assert inside.status_code == 302
    assert client.get("/people/")["Location"] == "/account/codes/totp/activate/"


def test_a_link_used_up_and_a_link_never_made_look_the_same(officers: Cast) -> None:
    _officer, link = invited(officers)
    client = Client()
    client.get(link)
    client.post("/invitation/", {"password": NEW_PASSWORD, "again": NEW_PASSWORD})

    def told(address: str) -> str:
        other = Client()
        other.get(address)
        answer = other.get("/invitation/")
        assert answer.status_code == 404
        return answer.content.decode()

    tokens = r'csrf\w*"? (?:value|content)="[^"]*"|data-csrf="[^"]*"'
    assert re.sub(tokens, "", told(link)) == re.sub(tokens, "", told("/invitation/made-up/"))


def test_the_token_stands_in_no_log_and_not_in_the_session_table(
    officers: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    _officer, link = invited(officers)
    token = link.split("/")[2]
    client = Client()
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        client.get(link)
        client.get("/invitation/")
    assert token not in caplog.text
    assert token not in str(dict(client.session))


def test_whoever_tries_links_too_often_has_to_wait(officers: Cast) -> None:
    client = Client(REMOTE_ADDR="192.0.2.77")
    assert {client.get("/invitation/").status_code for _turn in range(40)} == {404, 429}


def test_somebody_signed_in_does_not_take_up_anothers_link(officers: Cast) -> None:
    officer, link = invited(officers)
    client = visit(officers.social_worker)
    client.get(link)
    client.post("/invitation/", {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert not Officer.objects.get(pk=officer.pk).has_usable_password()


def test_with_mail_the_link_goes_to_the_work_address_and_names_nothing_else(
    officers: Cast, settings: Settings, django_capture_on_commit_callbacks: object
) -> None:
    settings.MOORING_MAIL_CONFIGURED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        _officer, link = invited(officers)
    assert [letter.to for letter in mail.outbox] == [["newcomer@test.invalid"]]
    letter = f"{mail.outbox[0].subject} {mail.outbox[0].body}"
    assert link in letter
    assert not [agency.name for agency in Agency.objects.all() if agency.name in letter]


def test_a_posting_is_proposed_by_one_and_confirmed_by_a_colleague_with_the_code(officers: Cast) -> None:
    officer, _link = invited(officers)
    administrator = visit(officers.administrator)
    answer = administrator.post(
        page_of(officer) + "posting/", {"desk": "centre-social", "role": "social_worker", "begins": "", "ends": ""}
    )
    assert answer.status_code == 302, answer.content.decode()
    assert "Waits for a second hand" in page(administrator, page_of(officer))
    assert not Posting.objects.filter(officer=officer).exists()
    assert code_of(officer) in page(visit(officer), "/my-code/")
    colleague = visit(officers.colleague)
    assert "Newcomer Test" in page(colleague, "/confirm/")
    assert "Newcomer Test" not in page(visit(officers.stranger), "/confirm/")
    with acting_as(officers.colleague):
        proposal = officer.proposals.get()
    address = f"/confirm/posting/{reference('proposal', proposal.pk)}/"
    assert visit(officers.stranger).get(address).status_code == 404
    wrong = colleague.post(address, {"code": "AAAA-AAAA"})
    assert wrong.status_code == 422
    assert "AAAA-AAAA" in wrong.content.decode()
    assert administrator.post(address, {"code": code_of(officer)}).status_code == 403
    assert colleague.post(address, {"code": code_of(officer)}).status_code == 302
    assert Posting.objects.get(officer=officer).desk.code == "centre-social"


def test_a_proposal_is_declined(officers: Cast) -> None:
    officer, _link = invited(officers)
    visit(officers.administrator).post(
        page_of(officer) + "posting/", {"desk": "centre-social", "role": "social_worker"}
    )
    with acting_as(officers.colleague):
        proposal = officer.proposals.get()
    visit(officers.colleague).post(f"/confirm/posting/{reference('proposal', proposal.pk)}/no/")
    assert "Newcomer Test" not in page(visit(officers.colleague), "/confirm/")
    assert not Posting.objects.filter(officer=officer).exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"begins": "2001-01-01"}, "today or a later day"),
        ({"begins": "x"}, "date"),
        ({"desk": ""}, "required"),
        ({"desk": "harbour-desk"}, "already"),
    ],
)
def test_a_proposal_with_a_mistake_says_what_to_do(typed: dict[str, str], said: str, officers: Cast) -> None:
    given = {"desk": "centre-social", "role": "social_worker", "begins": "", "ends": ""} | typed
    answer = visit(officers.administrator).post(page_of(officers.stranger) + "posting/", given)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_an_administrator_who_posts_herself_is_told_whom_to_ask(officers: Cast) -> None:
    answer = visit(officers.administrator).post(
        page_of(officers.administrator) + "posting/", {"desk": "centre-social", "role": "social_worker"}
    )
    assert answer.status_code == 403
    assert "another administrator" in answer.content.decode()


def test_a_lost_second_factor_goes_through_two_hands(officers: Cast) -> None:
    worker = officers.social_worker
    administrator, colleague = visit(officers.administrator), visit(officers.colleague)
    administrator.post(page_of(worker) + "again/")
    with acting_as(officers.colleague):
        reset = worker.resets.get()
    address = f"/confirm/again/{reference('reset', reset.pk)}/"
    assert administrator.post(address).status_code == 403
    assert visit(officers.stranger).post(address).status_code == 404
    assert "social worker Test" in page(colleague, "/confirm/")
    assert colleague.post(address)["Location"] == "/confirm/link/"
    assert "/invitation/" in page(colleague, "/confirm/link/")
    assert not Officer.objects.get(pk=worker.pk).has_usable_password()


def test_a_posting_is_ended_an_account_closed_and_opened_again(officers: Cast) -> None:
    client, worker = visit(officers.administrator), officers.social_worker
    posting = worker.running_postings()[0]
    assert client.post(f"/postings/{reference('posting', posting.pk)}/end/").status_code == 302
    assert officers.social_worker.running_postings() == []
    client.post(page_of(worker) + "close/")
    assert not officers.social_worker.is_active
    assert "This account is closed" in page(client, page_of(worker))
    client.post(page_of(worker) + "open/")
    assert officers.social_worker.is_active
    assert officers.social_worker.running_postings() == []


def test_a_link_that_is_on_its_way_can_be_made_worthless(officers: Cast) -> None:
    officer, link = invited(officers)
    visit(officers.administrator).post(page_of(officer) + "withdraw/")
    client = Client()
    client.get(link)
    assert client.get("/invitation/").status_code == 404
    with acting_as(officers.administrator):
        assert not Invitation.objects.waiting().filter(officer=officer).exists()


def test_agencies_and_desks_are_added_and_renamed(officers: Cast) -> None:
    client = visit(officers.administrator)
    assert client.post("/agencies/new/", {"name": "Øst for havnen", "kind": "ngo"}).status_code == 302
    agency = Agency.objects.get(name="Øst for havnen")
    assert agency.code == "ost-for-havnen"
    folded = page(client, "/agencies/").partition("No desk yet")[2]
    assert "Øst for havnen" in folded, "an agency without a desk is found below the others, with the way to give it one"
    assert f"/agencies/{agency.code}/desks/new/" in folded
    assert client.post(f"/agencies/{agency.code}/desks/new/", {"name": "The quay"}).status_code == 302
    desk = Desk.objects.get(agency=agency)
    assert client.post(f"/agencies/{agency.code}/name/", {"name": "East of the harbour"}).status_code == 302
    assert client.post(f"/desks/{desk.code}/name/", {"name": "The pier"}).status_code == 302
    shown = page(client, "/agencies/")
    assert "East of the harbour" in shown
    assert "The pier" in shown
    twice = client.post("/agencies/new/", {"name": "east of the harbour", "kind": "ngo"})
    assert twice.status_code == 422
    assert "in the directory already" in twice.content.decode()
    assert client.get("/agencies/nowhere/name/").status_code == 404


def test_an_officers_page_says_what_other_rooms_tell_about_her(officers: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(officer_notes, "_notes", [])
    officer_notes.tell(lambda officer: "3 cases still have this officer as lead." if officer.postings.count() else "")
    client = visit(officers.administrator)
    assert "3 cases still have" in page(client, page_of(officers.social_worker))
    assert "3 cases still have" not in page(client, page_of(officers.unposted))


def test_the_day_tells_a_colleague_that_somebody_waits(officers: Cast) -> None:
    assert "Confirm a colleague" not in page(visit(officers.colleague), "/")
    actions.start_reset(by=officers.administrator, officer=officers.social_worker)
    assert "Confirm a colleague" in page(visit(officers.colleague), "/")
    assert "Confirm a colleague" in page(visit(officers.second_administrator), "/")
    assert "Confirm a colleague" not in page(visit(officers.administrator), "/")
    assert "Confirm a colleague" not in page(visit(officers.stranger), "/")


def test_who_serves_nowhere_finds_her_code(officers: Cast) -> None:
    client = visit(officers.unposted)
    refused = client.get("/")
    assert refused.status_code == 403
    assert "/my-code/" in refused.content.decode()
    assert code_of(officers.unposted) in page(client, "/my-code/")
    assert Client().get("/my-code/")["Location"] == "/account/login/?next=/my-code/"


def test_an_officers_page_counts_the_cases_she_leads_and_names_none(officers: Cast) -> None:
    case = casework.open_case(by=officers.social_worker)
    shown = page(visit(officers.administrator), page_of(officers.social_worker))
    assert "1 case still has this officer as lead" in shown
    assert case.pseudonym not in shown
