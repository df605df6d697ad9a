"""Two stories of the demo: one who went home, one who stayed; asked for, written, read by a second, and shown to anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from mooring.casework import actions as casework
from mooring.casework.models import Case
from mooring.casework.stages import Stage
from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.cast import address
from mooring.demo.countries import script
from mooring.demo.way import Way
from mooring.returns.actions import stories as actions
from mooring.returns.looking_through import found_in, whole
from mooring.returns.models import ReturnStep, Story, StoryText
from mooring.returns.return_states import ReturnState
from mooring.returns.story_codes import PUBLICATION, TO_ANYBODY, TO_OFFICERS
from mooring.safeguards import clock, notices
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support.children import is_child
from mooring.support.staying import stays


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
    """Tell of one who stayed, where the lead has such a case in hand."""
    lead = Officer.objects.get(email=address(script().lead))
    case = _who_stayed(lead) if lead.may("story.draft") else None
    if case is not None:
        _tell(calendar.moment(STAYED.ago, 9), lead, case, STAYED)


def play_of_who_went_home(way: Way, moment: datetime) -> datetime:
    """Tell of the first adult who is home and well, before the case is closed. Answers the moment after which nothing was written."""
    with way.at(moment) as case, acting_as(way.lead):
        home = ReturnStep.objects.standing().filter(case=case, state=ReturnState.CLOSED, reasons__contains=["settled"])
        tells = home.exists() and not way.person.is_child and not StoryText.objects.filter(is_original=True).exists()
    if not tells or not way.lead.may("story.draft"):
        return moment
    return _tell(moment, way.lead, way.case, HOME)


def _who_stayed(lead: Officer) -> Case | None:
    with acting_as(lead):
        own = Case.objects.with_stage().filter(opened_by=lead).order_by("opened_at", "id")
        for case in own:
            if getattr(case, "stage", None) != Stage.CLOSED and stays(case).is_so and not is_child(case):
                return case
    return None


def _tell(begun: datetime, lead: Officer, case: Case, tale: Tale) -> datetime:
    """From the person's yes to a translation that was checked, an hour each; nothing where nobody can read it for the second time."""
    reader = next((officer for officer in notices.coordinators() if officer.pk != lead.pk), None)
    if reader is None:
        return begun
    hour = timedelta(hours=1)
    with clock.at(begun):
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
    with clock.at(begun + hour):
        story = actions.draft(
            by=lead,
            case=_fresh(case),
            title=tale.title,
            words=tale.words,
            themes=tale.themes,
            came_to=tale.came_to,
            pronoun="i",
            confirmed=_confirmed(tale.title, tale.words, "en"),
        ).story
        actions.hand_on(by=lead, story=_seen(lead, story))
    with clock.at(begun + 2 * hour):
        actions.release(by=reader, story=_seen(reader, story), for_public=True)
    title, words = tale.in_danish
    with clock.at(begun + 3 * hour):
        confirmed = _confirmed(title, words, "da")
        seen = _seen(reader, story)
        actions.translate(by=reader, story=seen, language="da", title=title, words=words, confirmed=confirmed)
    with clock.at(begun + 4 * hour):
        actions.check(by=lead, story=_seen(lead, story), language="da")
    return begun + 5 * hour


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
