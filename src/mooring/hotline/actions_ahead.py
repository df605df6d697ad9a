"""What pages show of notices of actions: where each stands, what its roster lacks, and what became of it as counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from mooring.casework.named_by_code import language_name
from mooring.hotline import raid_states
from mooring.hotline.models import ActionNotice, ActionRostered
from mooring.hotline.roster_of_actions import Planned, Shortage, nights, shortage
from mooring.identification.models import PlacementDecision, PoliceDecision
from mooring.safeguards.models import Officer


@dataclass(frozen=True)
class Ahead:
    """A line of the list: the notice, what its roster lacks, and who comes."""

    notice: ActionNotice
    rostered: list[ActionRostered]
    shortage: Shortage

    @property
    def languages_short(self) -> list[str]:
        return [language_name(code) for code in self.shortage.languages]

    @property
    def languages(self) -> list[str]:
        return [language_name(code) for code in self.notice.telling.languages]

    @property
    def social_workers(self) -> list[ActionRostered]:
        return [row for row in self.rostered if row.officer_id]

    @property
    def interpreters(self) -> list[ActionRostered]:
        return [row for row in self.rostered if row.interpreter_id]

    @property
    def names_elsewhere(self) -> list[str]:
        """Who of the social workers is on another roster in the same hours."""
        return [
            row.officer.name for row in self.social_workers if row.officer and row.officer_id in self.shortage.elsewhere
        ]

    @property
    def is_open(self) -> bool:
        return self.notice.standing.state in (*raid_states.BEFORE, raid_states.UNDER_WAY)


@dataclass(frozen=True)
class Counts:
    """What became of an action: people met and what the police decided; none where a number is hidden because it is small."""

    met: int | None
    informed: int | None
    asked_to_talk: int | None
    became_case: int | None
    held: int | None
    crisis_centre: int | None
    let_go: int | None
    small_hidden: bool = False


def open_to(officer: Officer) -> list[Ahead]:
    """The notices that are open to the officer by name, latest first, each with what it lacks."""
    found = list(ActionNotice.objects.with_all())
    found.sort(key=lambda notice: notice.telling.starts_at, reverse=True)
    return lines(found)


def lines(found: Iterable[ActionNotice]) -> list[Ahead]:
    """Notices with their rosters, and what each lacks seen together with the others that are still to come."""
    notices = list(found)
    rows: dict[int, list[ActionRostered]] = defaultdict(list)
    for row in ActionRostered.objects.on_the_roster().filter(notice__in=notices):
        rows[row.notice_id].append(row)
    plans = {notice.pk: planned(notice, rows[notice.pk]) for notice in notices}
    coming = [
        plans[notice.pk] for notice in notices if notice.standing.state in (*raid_states.BEFORE, raid_states.UNDER_WAY)
    ]
    return [Ahead(notice, rows[notice.pk], shortage(plans[notice.pk], coming)) for notice in notices]


def by_night(ahead: Iterable[Ahead]) -> list[list[Ahead]]:
    """What is still to come, in groups that share hours, soonest first."""
    coming = {line.notice.pk: line for line in ahead if line.is_open}
    plans = [planned(line.notice, line.rostered) for line in coming.values()]
    return [[coming[each.key] for each in night] for night in nights(plans)]


def planned(notice: ActionNotice, rows: Iterable[ActionRostered]) -> Planned:
    """A notice as the roster sees it."""
    rostered = list(rows)
    return Planned(
        notice.pk,
        notice.telling.starts_at,
        notice.telling.expected_people,
        tuple(notice.telling.languages),
        frozenset(row.officer_id for row in rostered if row.officer_id),
        frozenset(row.interpreter_id for row in rostered if row.interpreter_id),
        frozenset(row.language for row in rostered if row.interpreter_id),
    )


def counts_of(notice: ActionNotice) -> Counts | None:
    """What became of an action, as far as the officer may know it; none before it is over, to who told of it."""
    with connection.cursor() as cursor:
        cursor.execute("select * from mooring_action_counts(%s)", [notice.pk])
        row = cursor.fetchone()
    return Counts(*row) if row else None


NUMBERS = ("met", "informed", "asked_to_talk", "became_case", "held", "crisis_centre", "let_go")


def together(counted: Iterable[Counts]) -> Counts:
    """The sum of what is shown. What is hidden is in no sum, so that nothing can be worked out from it."""
    lines = list(counted)
    sums = {name: sum(getattr(line, name) or 0 for line in lines) for name in NUMBERS}
    return Counts(**sums, small_hidden=any(line.small_hidden for line in lines))


@dataclass(frozen=True)
class Held:
    """A person met whom the police hold, and when that must have ended."""

    signal: str
    number: int
    since: datetime
    ends_at: datetime
    finding: object


def held_at(notice: ActionNotice) -> list[Held]:
    """Whom the police hold after this action, as far as the officer's desk took up the signal. Soonest end first."""
    rows = (
        PlacementDecision.objects.standing()
        .filter(
            signal__in=notice.signals.values("signal"),
            decision=PoliceDecision.HELD,
            detention_ends_at__isnull=False,
        )
        .select_related("signal")
        .order_by("detention_ends_at")
    )
    return [
        Held(row.signal.reference, row.person_number, row.decided_at, row.detention_ends_at, row.finding)
        for row in rows
    ]
