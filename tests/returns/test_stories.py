"""A story is told with consent, without a name, after a second reading; and it is gone as soon as the person wishes it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from importlib import import_module
from typing import Any

import psycopg
import pytest
from django.test import Client
from django.urls import reverse

from mooring.casework import actions as casework
from mooring.casework import consent_effects
from mooring.casework.models import Case, Consent
from mooring.casework.own_file import sections
from mooring.names import actions as names
from mooring.returns import story_shelf as shelf
from mooring.returns import story_states as states
from mooring.returns.actions import stories as actions
from mooring.returns.looking_through import found_in, whole
from mooring.returns.migrations import __name__ as migrations_of_the_room
from mooring.returns.models import Story, StoryOfCase, StoryStep, StoryText
from mooring.returns.story_moving import is_out, original, state_of
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.roles import roles_with
from tests.cast import Cast
from tests.identification.on_the_way import fresh
from tests.returns.on_the_way_home import identified
from tests.visiting import page, visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
TITLE = "a shop with a blue door"
WORDS = "it took a year. then there was a shop with a blue door, and the work was mine. in wintertown it was cold."
PLACE = "Odense"
AGREED = {
    "kind": "share",
    "purpose": "publication",
    "parts": ["story", "story_public"],
    "explained_how": "spoken",
    "language": "en",
    "given_how": "spoken",
}
CODES: dict[str, Any] = {"themes": ["work", "home"], "came_to": "went_home", "pronoun": "i", "country": "NG"}


@pytest.fixture
def case(officers: Cast) -> Case:
    case = identified(officers)
    names.write_identity(by=officers.social_worker, case=case, fields={"given_names": "Quillandra"})
    return fresh(case)


def agrees(officers: Cast, case: Case, **more: Any) -> Consent:
    by = officers.social_worker
    return casework.give_consent(by=by, case=fresh(case), recipient=by.agency, **{**AGREED, **more})


def reasons_for(title: str, words: str) -> dict[str, str]:
    """Whatever is found and can be confirmed is confirmed, as somebody would who has looked at each."""
    told = whole(title, words)
    return {one.key(told): "many" for one in found_in(told, "en") if not one.is_refused}


def written(officers: Cast, case: Case, words: str = WORDS) -> Story:
    tie = actions.draft(
        by=officers.social_worker,
        case=fresh(case),
        title=TITLE,
        words=words,
        confirmed=reasons_for(TITLE, words),
        **CODES,
    )
    return tie.story


def seen_by(officer: Officer, story: Story) -> Story | None:
    """The story as a new request of this officer would have it."""
    with acting_as(officer):
        return Story.objects.filter(pk=story.pk).first()


def found(officer: Officer, story: Story) -> Story:
    seen = seen_by(officer, story)
    assert seen is not None
    return seen


def released(officers: Cast, case: Case, *, for_public: bool = True) -> Story:
    story = written(officers, case)
    actions.hand_on(by=officers.social_worker, story=found(officers.social_worker, story))
    actions.release(by=officers.colleague, story=found(officers.colleague, story), for_public=for_public)
    return found(officers.social_worker, story)


def test_without_the_persons_consent_no_story_is_written(officers: Cast, case: Case) -> None:
    with pytest.raises(Refused) as refused:
        written(officers, case)
    assert "agreed" in refused.value.refusal.reason
    assert "has not agreed" in page(visit(officers.social_worker), reverse("story_draft", args=[case]))


def test_the_name_of_the_person_never_passes_and_a_place_only_where_somebody_confirmed_it(
    officers: Cast, case: Case
) -> None:
    agrees(officers, case)
    with pytest.raises(Refused):
        written(officers, case, "then quillandra had a shop.")
    with_place = f"{WORDS} the sea at {PLACE}."
    unconfirmed: dict[str, Any] = {"title": TITLE, "words": with_place, **CODES}
    with pytest.raises(Refused):
        actions.draft(by=officers.social_worker, case=fresh(case), **unconfirmed)
    client = visit(officers.social_worker)
    answer = client.post(reverse("story_draft", args=[case]), {**unconfirmed, "language": "en"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert PLACE in shown and "may stay because" in shown and "blue door" in shown
    assert seen_by(officers.social_worker, written(officers, case, with_place)) is not None


def test_a_story_stands_in_the_persons_own_language_once_somebody_who_reads_it_has_read_it(
    officers: Cast, case: Case
) -> None:
    agrees(officers, case)
    lead, reader, told = officers.social_worker, officers.colleague, "a durat un an. apoi am avut o prăvălie mică."
    wrong: tuple[dict[str, Any], ...] = (
        {"language": "sv", "words": told},
        {"language": "ro", "words": "apoi quillandra a plecat."},
    )
    for refused in wrong:
        with pytest.raises(Refused):
            actions.draft(by=lead, case=fresh(case), title="o ușă albastră", **refused, **CODES)
    client = visit(lead)
    sent = {"title": "o ușă albastră", "words": told, "language": "ro", **CODES}
    assert client.post(reverse("story_draft", args=[case]), sent).status_code == 302
    with acting_as(lead):
        story = Story.objects.get()
    actions.hand_on(by=lead, story=found(lead, story))
    second = reverse("story_release", args=[story.reference])
    form = page(visit(reader), second)
    assert "I read Romanian well" in form and 'lang="ro"' in form
    assert visit(reader).post(second, {"read_it": "on"}).status_code == 422
    with pytest.raises(Refused):
        actions.release(by=reader, story=found(reader, story))
    assert visit(reader).post(second, {"read_it": "on", "reads_the_language": "on"}).status_code == 302
    actions.translate(by=lead, story=found(lead, story), language="en", title="a blue door", words="it took a year.")
    with acting_as(reader):
        assert is_out(story) and [one.language for one in shelf.told(openly=False, language="en")] == ["English"]
        assert [one.title for one in shelf.told(openly=False, language="ar")] == ["o ușă albastră"]


def test_who_cannot_see_the_name_cannot_try_names_against_the_case(officers: Cast, case: Case) -> None:
    agrees(officers, case)
    for who in ("planner", "stranger", "assessor"):
        with pytest.raises(Refused):
            actions.draft(by=getattr(officers, who), case=case, title=TITLE, words=WORDS, **CODES)


def test_the_second_reader_is_another_and_sends_back_or_releases(officers: Cast, case: Case) -> None:
    agrees(officers, case)
    story = written(officers, case)
    writer, reader = officers.social_worker, officers.coordinator
    assert seen_by(reader, story) is None, "a draft is the team's"
    actions.hand_on(by=writer, story=found(writer, story))
    with pytest.raises(Refused, match=r"story\.release"):
        actions.release(by=writer, story=found(writer, story))
    with acting_as(writer), pytest.raises(Exception, match="row-level security"):
        StoryStep(story=story, number=3, state="released", recorded_by=writer, desk=writer.desk).save(force_insert=True)
    assert seen_by(officers.stranger, story) is None
    assert PLACE not in page(visit(reader), reverse("story_release", args=[story.reference]))
    actions.send_back(by=reader, story=found(reader, story), words="Leave the door out.")
    assert seen_by(reader, story) is None
    assert "Leave the door out." in page(visit(writer), reverse("story_rewrite", args=[story.reference]))
    anew = {"title": TITLE, "words": "it took a year."}
    actions.rewrite(by=writer, story=found(writer, story), confirmed=reasons_for(**anew), **anew, **CODES)
    actions.hand_on(by=writer, story=found(writer, story))
    actions.release(by=reader, story=found(reader, story), for_public=True)
    with acting_as(officers.stranger):
        texts = list(StoryText.objects.filter(story=story))
    assert [text.number for text in texts] == [2], "what was said before the second reading is the team's"


def test_only_who_may_release_reads_what_waits_for_a_second_reader(officers: Cast, case: Case) -> None:
    agrees(officers, case)
    story = written(officers, case)
    actions.hand_on(by=officers.social_worker, story=found(officers.social_worker, story))
    may = {role.code for role in roles_with("story.release")}
    assert set(import_module(f"{migrations_of_the_room}.0004_who_reads_a_second_time").RELEASES) == may
    for who in ("statistician", "hotline", "protector"):
        assert seen_by(getattr(officers, who), story) is None, "of the same agency, and no second reader"
    assert seen_by(officers.coordinator, story) is not None


def test_every_move_of_the_table_is_in_the_database_and_no_other() -> None:
    from importlib import import_module

    moves = import_module(f"{migrations_of_the_room}.0002_stories").MOVES
    assert set(moves) == {(move.source, move.target) for move in states.STORY_STATES.moves if move.source != "[*]"}
    assert states.STORY_STATES.faults() == []


def test_a_released_story_leads_nobody_but_the_team_to_the_case(officers: Cast, case: Case) -> None:
    agrees(officers, case)
    story = released(officers, case)
    for who in ("stranger", "planner", "shelter", "assessor"):
        officer = getattr(officers, who)
        assert "blue door" in page(visit(officer), reverse("story", args=[story.reference]))
        with acting_as(officer):
            if who in ("stranger", "shelter"):
                assert not StoryOfCase.objects.exists()
                assert not StoryStep.objects.exists(), "who wrote it, and when, would lead to a desk"
            assert StoryText.objects.get(story=story).recorded_by is None
    with acting_as(officers.social_worker):
        assert StoryOfCase.objects.get().case_id == case.pk
    assert str(case) not in page(visit(officers.stranger), reverse("stories"))


def test_the_open_page_shows_what_was_released_for_anybody_and_keeps_nothing(officers: Cast, case: Case) -> None:
    agrees(officers, case)
    story = written(officers, case)
    address = reverse("public_stories", args=["en"])
    assert "blue door" not in page(Client(), address)
    actions.hand_on(by=officers.social_worker, story=found(officers.social_worker, story))
    actions.release(by=officers.colleague, story=found(officers.colleague, story))
    assert "blue door" not in page(Client(), address), "released for conversations only"
    other = released(officers, case)
    answer = Client().get(address)
    shown = answer.content.decode()
    assert shown.count("<article") == 1 and "blue door" in shown
    assert other.reference not in shown and not answer.cookies
    assert "blue door" not in page(Client(), f"{address}?theme=school")
    assert "blue door" in page(Client(), f"{address}?theme=work&country=NG")
    assert "blue door" in page(Client(), reverse("public_stories", args=["th"]))
    assert Client().get("/help/xx/stories/").status_code == 404


def test_for_the_open_page_the_person_is_asked_by_itself(officers: Cast, case: Case) -> None:
    agrees(officers, case, parts=["story"])
    story = written(officers, case)
    actions.hand_on(by=officers.social_worker, story=found(officers.social_worker, story))
    with pytest.raises(Refused):
        actions.release(by=officers.colleague, story=found(officers.colleague, story), for_public=True)
    assert "anybody may open" not in page(visit(officers.colleague), reverse("story_release", args=[story.reference]))
    actions.release(by=officers.colleague, story=found(officers.colleague, story))


def test_a_consent_withdrawn_takes_the_story_off_at_once_and_for_good(officers: Cast, case: Case) -> None:
    consent = agrees(officers, case)
    story = released(officers, case)
    with acting_as(officers.social_worker):
        told = [one.reference for one in consent_effects.effects(officers.social_worker, consent)]
    assert told == [story.reference]
    casework.withdraw_consent(by=officers.social_worker, consent=consent)
    assert "blue door" not in page(Client(), reverse("public_stories", args=["en"]))
    for who in ("stranger", "coordinator"):
        assert "blue door" not in page(visit(getattr(officers, who)), reverse("stories"))
        assert visit(getattr(officers, who)).get(reverse("story", args=[story.reference])).status_code == 404
    with acting_as(officers.social_worker):
        mine = Story.objects.get(pk=story.pk)
        assert state_of(mine) == states.WITHDRAWN
        with pytest.raises(CannotOpen):
            _ = original(mine).told
    assert "withdrawn" in page(visit(officers.social_worker), reverse("story", args=[story.reference]))


def test_a_consent_that_ends_ends_the_telling_even_when_nobody_does_anything(
    officers: Cast, case: Case, as_owner: Owner
) -> None:
    agrees(officers, case, until=clock.today() + timedelta(days=3))
    story = released(officers, case)
    last = clock.end_of(
        clock.today() + timedelta(days=3)
    )  # 22:59:59 in UTC: the day of the machine goes on for another hour
    with clock.at(last), acting_as(officers.stranger):
        assert is_out(story)
    with clock.at(last + timedelta(seconds=2)), acting_as(officers.stranger):
        assert not is_out(story)
        assert not Story.objects.exists()


def test_a_case_that_is_erased_takes_its_released_story_along(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    case = identified(officers)
    names.write_identity(by=officers.social_worker, case=case, fields={"given_names": "Quillandra"})
    agrees(officers, fresh(case))
    story = released(officers, fresh(case))
    assert "blue door" in page(Client(), reverse("public_stories", args=["en"]))
    with as_owner() as session:
        into = "insert into safeguards_erasure (subject, erased_at, ground, erased_by) values (%s, now(), 'restore', 0)"
        session.execute(into, [case.pk])
        kept = session.execute("select count(*) from safeguards_datakey where subject = %s", [story.pk]).fetchone()
    assert kept == (0,)
    assert "blue door" not in page(Client(), reverse("public_stories", args=["en"]))
    for who in (officers.stranger, officers.coordinator):
        assert visit(who).get(reverse("story", args=[story.reference])).status_code == 404


def test_a_translation_is_open_to_anybody_only_when_somebody_who_speaks_it_has_read_it(
    officers: Cast, case: Case
) -> None:
    agrees(officers, case)
    story = released(officers, case)
    shelter, planner = officers.shelter, officers.planner
    with pytest.raises(Refused):
        actions.translate(
            by=shelter, story=found(shelter, story), language="ro", title="un magazin", words=f"la {PLACE}."
        )
    actions.translate(
        by=shelter, story=found(shelter, story), language="ro", title="un magazin", words="a durat un an."
    )
    address = reverse("public_stories", args=["ro"])
    assert "un magazin" not in page(Client(), address)
    with pytest.raises(Refused):
        actions.check(by=shelter, story=found(shelter, story), language="ro")
    actions.check(by=planner, story=found(planner, story), language="ro")
    assert "un magazin" in page(Client(), address)
    for who in (officers.stranger, officers.social_worker):
        assert shelter.name not in page(visit(who), reverse("story", args=[story.reference]))
    assert "un magazin" in page(visit(officers.stranger), f"{reverse('stories')}?language=ro")


def test_the_pages_lead_through_it_from_the_asking_to_the_withdrawal(officers: Cast, case: Case) -> None:
    client, reader = visit(officers.social_worker), visit(officers.colleague)
    given = {"explained_how": "spoken", "language": "en", "given_how": "spoken", "anybody": "on", "words": ""}
    given["given_at"] = clock.now().strftime("%Y-%m-%dT%H:%M")
    assert client.post(reverse("story_consent", args=[case]), given).status_code == 302
    sent = {"title": TITLE, "words": "it took a year.", "language": "en", **CODES}
    sent |= {f"confirm-{key}": "many" for key in reasons_for(TITLE, "it took a year.")}
    answer = client.post(reverse("story_draft", args=[case]), sent)
    assert answer.status_code == 302
    story = answer.headers["Location"]
    assert client.post(f"{story}hand-on/").status_code == 302
    assert "second reader" in page(reader, reverse("stories"))
    assert reader.post(f"{story}second-reading/", {}).status_code == 422
    assert reader.post(f"{story}second-reading/", {"read_it": "on", "for_public": "on"}).status_code == 302
    assert "blue door" in page(Client(), reverse("public_stories", args=["en"]))
    panel = page(client, reverse("case_panel", args=[case, "stories"]))
    assert "Released" in panel
    with acting_as(officers.social_worker):
        parts = {section.code: section for section in sections(officers.social_worker, fresh(case))}["stories"].parts
    assert "it took a year" in parts[0].lines[2].words
    assert "told with consent" in page(client, reverse("return_offer", args=[case]))
    assert visit(officers.police).get(story).status_code == 403
    assert visit(officers.stranger).post(f"{story}withdraw/").status_code == 422
    assert client.post(f"{story}withdraw/").status_code == 302
    assert "blue door" not in page(Client(), reverse("public_stories", args=["en"]))
