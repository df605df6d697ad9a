"""Two files on one person: proposed by the matching desk, joined by a lead of each, parted by either; others see nothing at all."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from mooring.casework import actions
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Event, Joining, JoiningGround, JoiningStep, PartingReason, Said, Task
from mooring.safeguards import clock
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.casework.reviewed import YEARS, erase
from tests.cast import Cast
from tests.visiting import visit

GROUND = JoiningGround.SAME_NUMBER
WORDS = "Two persons have stood before us on one day."


@pytest.fixture
def ours(officers: Cast) -> Case:
    """A case of the national centre."""
    return actions.open_case(by=officers.social_worker)


@pytest.fixture
def theirs(officers: Cast) -> Case:
    """A case of another organisation, of which the centre knows nothing."""
    return actions.open_case(by=officers.stranger)


@pytest.fixture
def proposed(ours: Case, theirs: Case, officers: Cast) -> Joining:
    return propose(officers, ours, theirs)


@pytest.fixture
def joined(proposed: Joining, ours: Case, theirs: Case, officers: Cast) -> Joining:
    actions.join(by=officers.social_worker, case=ours, joining=proposed)
    actions.join(by=officers.stranger, case=theirs, joining=proposed)
    return proposed


def propose(officers: Cast, leading: Case, other: Case) -> Joining:
    return actions.propose_joining(by=officers.matcher, leading=leading.pseudonym, other=other.pseudonym, ground=GROUND)


def stands(officer: Officer, joining: Joining) -> bool:
    with acting_as(officer):
        return Joining.objects.joined().filter(pk=joining.pk).exists()


def kinds(officer: Officer, case: Case) -> list[str]:
    with acting_as(officer):
        return list(
            Event.objects.filter(case=case, kind__in=["case.join", "case.joined", "case.part"])
            .order_by("happened_at", "kind")
            .values_list("kind", flat=True)
        )


def page_of(client: Client, case: Case) -> str:
    return "".join(
        client.get(f"/cases/{case}/{way}", follow=True).content.decode()
        for way in ("", "panels/timeline/", "panels/two_files/")
    )


def test_files_are_joined_when_a_lead_of_each_case_has_agreed(
    proposed: Joining, ours: Case, theirs: Case, officers: Cast
) -> None:
    assert not stands(officers.matcher, proposed)
    actions.join(by=officers.social_worker, case=ours, joining=proposed)
    assert not stands(officers.matcher, proposed)
    actions.join(by=officers.stranger, case=theirs, joining=proposed)
    for who in (officers.matcher, officers.social_worker, officers.stranger):
        assert stands(who, proposed)


def test_the_timelines_of_both_tell_of_it(joined: Joining, ours: Case, theirs: Case, officers: Cast) -> None:
    assert sorted(kinds(officers.social_worker, ours)) == ["case.join", "case.joined"]
    assert sorted(kinds(officers.stranger, theirs)) == ["case.join", "case.joined"]
    actions.part(by=officers.stranger, case=theirs, joining=joined, reason=PartingReason.TWO_PERSONS, words=WORDS)
    for who, case in ((officers.social_worker, ours), (officers.stranger, theirs)):
        assert kinds(who, case).count("case.part") == 1
        with acting_as(who):
            assert Event.objects.get(case=case, kind="case.part").codes == {"parting": "two_persons"}


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_either_parts_what_is_joined_and_everything_is_kept(
    side: str, joined: Joining, ours: Case, theirs: Case, officers: Cast
) -> None:
    who, case = {"ours": (officers.social_worker, ours), "theirs": (officers.stranger, theirs)}[side]
    actions.part(by=who, case=case, joining=joined, reason=PartingReason.TWO_PERSONS, words=WORDS)
    assert not stands(officers.matcher, joined)
    with acting_as(officers.social_worker):
        steps = list(JoiningStep.objects.filter(joining=joined))
        assert sorted(step.kind for step in steps) == [Said.AGREED, Said.AGREED, Said.PARTED]
        parting = next(step for step in steps if step.kind == Said.PARTED)
        assert parting.words() == WORDS
        assert WORDS.encode() not in bytes(parting.words_sealed or b"")


def test_what_was_parted_is_joined_again_by_a_new_proposal(
    joined: Joining, ours: Case, theirs: Case, officers: Cast
) -> None:
    actions.part(by=officers.social_worker, case=ours, joining=joined, reason=PartingReason.NOT_CERTAIN)
    with pytest.raises(Refused):
        actions.join(by=officers.social_worker, case=ours, joining=joined)
    again = propose(officers, ours, theirs)
    actions.join(by=officers.social_worker, case=ours, joining=again)
    actions.join(by=officers.stranger, case=theirs, joining=again)
    assert stands(officers.matcher, again)


def test_nothing_opens_to_anybody_by_joining(joined: Joining, ours: Case, theirs: Case, officers: Cast) -> None:
    for who, other in ((officers.social_worker, theirs), (officers.stranger, ours), (officers.matcher, ours)):
        with acting_as(who):
            assert not Case.objects.filter(pk=other.pk).exists()


def test_the_leads_of_both_find_it_on_their_day_and_when_it_is_answered_it_is_done(
    proposed: Joining, ours: Case, officers: Cast
) -> None:
    with acting_as(officers.social_worker):
        assert Task.objects.standing().filter(case=ours, kind="joining.asked", done_at=None).count() == 1
    assert "The matching desk asks a lead of the case" in visit(officers.social_worker).get("/").content.decode()
    actions.join(by=officers.social_worker, case=ours, joining=proposed)
    with acting_as(officers.social_worker):
        assert not Task.objects.standing().filter(case=ours, kind="joining.asked", done_at=None).exists()


def test_who_may_see_both_is_told_which_and_a_lead_who_may_not_is_told_without_it(
    joined: Joining, ours: Case, theirs: Case, officers: Cast
) -> None:
    page = page_of(visit(officers.social_worker), ours)
    assert "One person, two files" in page
    assert theirs.pseudonym not in page
    actions.give_access(by=officers.stranger, case=theirs, compartment=Compartment.CORE, officer=officers.colleague)
    page = page_of(visit(officers.colleague), ours)
    assert "One person, two files: see" in page
    assert theirs.pseudonym in page


def test_others_of_the_team_see_nothing_at_all(joined: Joining, ours: Case, officers: Cast) -> None:
    page = page_of(visit(officers.colleague), ours)
    assert "two files" not in page.lower()
    assert kinds(officers.colleague, ours) == []
    with acting_as(officers.colleague):
        assert not Joining.objects.exists()
        assert not JoiningStep.objects.exists()


@pytest.mark.parametrize("who", ["police", "caseworker", "statistician", "administrator"])
def test_who_holds_neither_case_sees_no_joining(who: str, joined: Joining, officers: Cast) -> None:
    with acting_as(getattr(officers, who)):
        assert not Joining.objects.exists()
        assert not JoiningStep.objects.exists()


def test_only_a_lead_agrees_or_parts(proposed: Joining, ours: Case, theirs: Case, officers: Cast) -> None:
    for deed, more in ((actions.join, {}), (actions.part, {"reason": PartingReason.NOT_CERTAIN})):
        with pytest.raises(Refused) as refused:
            deed(by=officers.colleague, case=ours, joining=proposed, **more)
        assert refused.value.refusal.why is Why.NOT_GRANTED
        with pytest.raises(Refused) as refused:
            deed(by=officers.stranger, case=Case(id=ours.pk, pseudonym=ours.pseudonym), joining=proposed, **more)
        assert refused.value.refusal.why is Why.UNSEEN


def test_nobody_says_yes_for_the_other_case(proposed: Joining, ours: Case, theirs: Case, officers: Cast) -> None:
    """The database itself refuses what the application would have forgotten to."""
    for who, case in ((officers.social_worker, theirs), (officers.matcher, ours), (officers.matcher, None)):
        with acting_as(who), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            JoiningStep(joining=proposed, case=case, kind=Said.AGREED, recorded_by=who).save(force_insert=True)


@pytest.mark.parametrize("who", ["social_worker", "stranger", "administrator", "statistician"])
def test_only_the_matching_desk_proposes(who: str, ours: Case, theirs: Case, officers: Cast) -> None:
    officer = getattr(officers, who)
    with pytest.raises(Refused):
        actions.propose_joining(by=officer, leading=ours.pseudonym, other=theirs.pseudonym, ground=GROUND)
    with acting_as(officer), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Joining(leading=ours, other=theirs, ground=GROUND, recorded_by=officer).save(force_insert=True)


def test_a_proposal_is_taken_back_until_both_have_agreed(
    proposed: Joining, ours: Case, theirs: Case, officers: Cast
) -> None:
    actions.join(by=officers.social_worker, case=ours, joining=proposed)
    actions.withdraw_joining(by=officers.matcher, joining=proposed)
    with pytest.raises(Refused):
        actions.join(by=officers.stranger, case=theirs, joining=proposed)


def test_the_matching_desk_does_not_part_what_both_have_joined(joined: Joining, officers: Cast) -> None:
    with pytest.raises(Refused):
        actions.withdraw_joining(by=officers.matcher, joining=joined)
    with acting_as(officers.matcher), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        JoiningStep(joining=joined, kind=Said.PARTED, recorded_by=officers.matcher).save(force_insert=True)


def test_files_hang_in_no_chain(proposed: Joining, ours: Case, theirs: Case, officers: Cast) -> None:
    third = actions.open_case(by=officers.social_worker)
    for leading, other in ((third, theirs), (theirs, third), (third, ours), (ours, theirs), (theirs, ours)):
        with pytest.raises(Refused):
            propose(officers, leading, other)
        with acting_as(officers.matcher), pytest.raises(DatabaseError, match="another joining"), transaction.atomic():
            Joining(leading=leading, other=other, ground=GROUND, recorded_by=officers.matcher).save(force_insert=True)
    assert propose(officers, ours, third)


def test_one_file_written_twice_and_a_pseudonym_of_nobody_are_refused(ours: Case, officers: Cast) -> None:
    for other in (ours.pseudonym, "DK-AAAA-AAAA-A"):
        with pytest.raises(Refused):
            actions.propose_joining(by=officers.matcher, leading=ours.pseudonym, other=other, ground=GROUND)


def test_the_whole_way_by_the_pages(ours: Case, theirs: Case, officers: Cast) -> None:
    desk, lead, other_lead = visit(officers.matcher), visit(officers.social_worker), visit(officers.stranger)
    wrong = desk.post("/joinings/new/", {"leading": "DK-XXXX", "other": theirs.pseudonym, "ground": GROUND})
    assert wrong.status_code == 422
    assert "DK-XXXX" in wrong.content.decode()
    sent = desk.post("/joinings/new/", {"leading": ours.pseudonym.lower(), "other": theirs.pseudonym, "ground": GROUND})
    assert (sent.status_code, sent["Location"]) == (302, "/joinings/")
    assert "Both are asked" in desk.get("/joinings/").content.decode()
    for client, case in ((lead, ours), (other_lead, theirs)):
        page = client.get(f"/cases/{case}/").content.decode()
        address = page.split("/agree/")[0].rsplit('"', 1)[1] + "/agree/"
        assert client.post(address).status_code == 302
    assert "badge-success" in desk.get("/joinings/").content.decode()
    part = lead.get(f"/cases/{ours}/").content.decode().split("/part/")[0].rsplit('"', 1)[1] + "/part/"
    assert visit(officers.colleague).get(part).status_code in (403, 404)
    assert lead.post(part, {"words": "No reason."}).status_code == 422
    assert lead.post(part, {"reason": "two_persons", "words": WORDS}).status_code == 302
    assert WORDS in desk.get("/joinings/").content.decode()
    assert "two files" not in lead.get(f"/cases/{ours}/").content.decode().lower()


def test_of_two_joined_files_one_is_erased_and_both_pages_still_open(
    joined: Joining, ours: Case, theirs: Case, officers: Cast
) -> None:
    """The joining stays, as codes; nothing sealed hangs on it."""
    actions.close(by=officers.social_worker, case=ours)
    with clock.at(clock.now() + YEARS):
        erase(officers, ours)
        for officer, case in ((officers.social_worker, ours), (officers.stranger, theirs)):
            client = visit(officer)
            assert client.get(f"/cases/{case}/").status_code == 200
            assert client.get(f"/cases/{case}/panels/two_files/").status_code == 200
        desk = visit(officers.matcher).get("/joinings/")
        assert desk.status_code == 200
        assert ours.pseudonym in desk.content.decode()
    assert stands(officers.stranger, joined)
