"""Two stories of the demo: one who went home, one who stayed; asked for, written, read by a second, and shown to anybody."""

from __future__ import annotations

from dataclasses import dataclass

from mooring.casework import actions as casework
from mooring.casework.models import Case
from mooring.casework.stages import Stage
from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.cast import address
from mooring.demo.countries import script
from mooring.returns.actions import stories as actions
from mooring.returns.looking_through import found_in, whole
from mooring.returns.models import ReturnStep, Story
from mooring.returns.return_states import ReturnState
from mooring.returns.story_codes import PUBLICATION, TO_ANYBODY, TO_OFFICERS
from mooring.safeguards import clock, notices
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support.children import is_child
from mooring.support.staying import stays

ARRIVED = (ReturnState.ARRIVED, ReturnState.FOLLOWED_UP)


@dataclass(frozen=True)
class Tale:
    """What one of the two says."""

    title: str
    words: str
    themes: tuple[str, ...]
    came_to: str
    ago: int
    in_danish: tuple[str, str]


HOME = Tale(
    "The shop is mine now",
    "I was afraid to go back. There was a debt, and people who asked for it. Before I went, somebody looked at all of it with me,"
    " and somebody spoke with my mother. When I came home I was met.\n\n"
    "It took a year. Now there is a small shop, and the work is mine. Nobody takes the money at night.",
    ("home", "work"),
    "went_home",
    6,
    (
        "Nu er butikken min",
        "Jeg var bange for at rejse tilbage. Der var en gæld. Inden jeg rejste, så nogen på det hele sammen med mig.\n\n"
        "Det tog et år. Nu er der en lille butik, og arbejdet er mit.",
    ),
)
STAYED = Tale(
    "A key of my own",
    "For a long time I did not know who would open the door. Here I was asked what I wanted. I wanted to learn to read a bus plan,"
    " and to sleep.\n\nNow I have a key, and a job in a kitchen where one is paid each month. I tell this for whoever is still waiting.",
    ("staying", "work", "asking_for_help"),
    "stayed",
    5,
    (
        "Min egen nøgle",
        "Længe vidste jeg ikke, hvem der ville åbne døren. Her blev jeg spurgt, hvad jeg ville.\n\nNu har jeg en nøgle og et arbejde.",
    ),
)


def play(calendar: Calendar) -> None:
    """Tell both, where somebody of the lead's went home or stayed, and there is a coordinator to read them for the second time."""
    lead = Officer.objects.get(email=address(script().lead))
    readers = [officer for officer in notices.coordinators() if officer.pk != lead.pk]
    if not readers or not lead.may("story.draft"):
        return
    for tale, case in _whose(lead):
        _tell(calendar, lead, readers[0], case, tale)


def _whose(lead: Officer) -> list[tuple[Tale, Case]]:
    """Whose stories they are: an adult's whose case the lead has in hand; each of somebody else."""
    with acting_as(lead):
        own = Case.objects.with_stage().filter(opened_by=lead).order_by("opened_at", "id")
        cases = [case for case in own if getattr(case, "stage", None) != Stage.CLOSED and not is_child(case)]
        home = set(ReturnStep.objects.standing().filter(state__in=ARRIVED).values_list("case_id", flat=True))
        went = [case for case in cases if case.pk in home]
        stayed = [case for case in cases if case.pk not in home and stays(case).is_so]
    return [(tale, found[0]) for tale, found in ((HOME, went), (STAYED, stayed)) if found]


def _tell(calendar: Calendar, lead: Officer, reader: Officer, case: Case, tale: Tale) -> None:
    with clock.at(calendar.moment(tale.ago, 14)):
        casework.give_consent(
            by=lead,
            case=_fresh(case),
            kind="share",
            purpose=PUBLICATION,
            recipient=lead.agency,
            parts=[TO_OFFICERS, TO_ANYBODY],
            explained_how="interpreter",
            language="en",
            given_how="spoken",
            words="If it helps somebody else.",
        )
    with clock.at(calendar.moment(tale.ago, 15)):
        tie = actions.draft(
            by=lead,
            case=_fresh(case),
            title=tale.title,
            words=tale.words,
            themes=tale.themes,
            came_to=tale.came_to,
            pronoun="i",
            confirmed=_confirmed(tale.title, tale.words, "en"),
        )
    with clock.at(calendar.moment(tale.ago, 16)):
        actions.hand_on(by=lead, story=_seen(lead, tie.story))
    with clock.at(calendar.moment(tale.ago - 2, 10)):
        actions.release(by=reader, story=_seen(reader, tie.story), for_public=True)
    title, words = tale.in_danish
    with clock.at(calendar.moment(tale.ago - 2, 11)):
        actions.translate(
            by=reader,
            story=_seen(reader, tie.story),
            language="da",
            title=title,
            words=words,
            confirmed=_confirmed(title, words, "da"),
        )
    with clock.at(calendar.moment(tale.ago - 2, 12)):
        actions.check(by=lead, story=_seen(lead, tie.story), language="da")


def _confirmed(title: str, words: str, language: str) -> dict[str, str]:
    """What the machine finds in these invented words is no name and no place: somebody has looked."""
    told = whole(title, words)
    return {one.key(told): "no_name" for one in found_in(told, language) if not one.is_refused}


def _seen(officer: Officer, story: Story) -> Story:
    """The story as this officer's own page would ask for it."""
    with acting_as(officer):
        return Story.objects.get(pk=story.pk)


def _fresh(case: Case) -> Case:
    return Case(pk=case.pk, pseudonym=case.pseudonym, opened_at=case.opened_at, opened_by_id=case.opened_by_id)
