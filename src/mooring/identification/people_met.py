"""What pages show of signals and of the people met: counts, what is urgent with the hours left, and which became a case."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from mooring.casework.models import Case, Deadline
from mooring.casework.place_in_list import read, written
from mooring.identification.models import (
    AskedToTalk,
    CaseOrigin,
    Encounter,
    HealthNeed,
    PlacementDecision,
    Signal,
    YesNoUnknown,
)
from mooring.identification.models.met import MetCounts
from mooring.identification.reading import HealthNoted, health_windows_of
from mooring.identification.referral import asks_for_consent
from mooring.law import Finding, NotAnswered
from mooring.safeguards import clock
from mooring.safeguards.models import Officer

PLACE = "signal_in_list"


@dataclass(frozen=True)
class HealthWindow:
    """Help for health that is open for some hours only: what, until when (none when nobody said when it happened), and the law's answer."""

    need: str
    label: Any
    ends: datetime | None
    hours: int | None
    finding: Finding | None

    @property
    def is_over(self) -> bool:
        return self.ends is not None and self.ends < clock.now()


@dataclass
class PersonMet:
    """A person met as a page shows her or him: the note, what is urgent, and the case if there is one that is open to the officer."""

    note: Encounter
    windows: list[HealthWindow] = field(default_factory=list)
    case: Case | None = None
    detention: Deadline | None = None
    notified: bool = False
    placement: PlacementDecision | None = None

    @property
    def in_danger(self) -> bool:
        return self.note.danger_now == YesNoUnknown.YES

    @property
    def is_urgent(self) -> bool:
        return self.in_danger or bool(self.windows) or self.detention is not None or self.is_held

    @property
    def is_held(self) -> bool:
        """Whether the police hold the person, and the clock of detention counts."""
        return self.placement is not None and self.placement.clock_runs_until is not None

    @property
    def said_no(self) -> bool:
        return self.note.asked_to_talk == AskedToTalk.NO


@dataclass
class SignalRow:
    """A line of the list of signals."""

    signal: Signal
    counts: MetCounts
    in_danger: bool
    health: bool


@dataclass(frozen=True)
class PageOfSignals:
    rows: list[SignalRow]
    newer: str
    older: str


def page_of_signals(officer: Officer, *, after: str = "", before: str = "", size: int) -> PageOfSignals:
    """A page of the officer's signals, newest first, from a place in the list on. Two queries."""
    wanted = Signal.objects.of(officer).select_related("desk__agency")
    back = read(PLACE, before)
    if back is not None:
        moment, key = back
        newer = wanted.filter(Q(received_at__gt=moment) | Q(received_at=moment, pk__gt=key)).order_by(
            "received_at", "id"
        )[: size + 1]
        found = list(newer)
        more_before, more_after = len(found) > size, True
        found = found[:size][::-1]
    else:
        forth = read(PLACE, after)
        if forth is not None:
            moment, key = forth
            wanted = wanted.filter(Q(received_at__lt=moment) | Q(received_at=moment, pk__lt=key))
        found = list(wanted[: size + 1])
        more_before, more_after = forth is not None, len(found) > size
        found = found[:size]
    people: dict[int, list[Encounter]] = defaultdict(list)
    for one in Encounter.objects.standing().filter(signal__in=found):
        people[one.signal_id].append(one)
    rows = [
        SignalRow(
            signal,
            MetCounts.of(people[signal.pk]),
            signal.danger_now == YesNoUnknown.YES
            or any(one.danger_now == YesNoUnknown.YES for one in people[signal.pk]),
            any(one.health_needs for one in people[signal.pk]),
        )
        for signal in found
    ]
    return PageOfSignals(
        rows,
        written(PLACE, found[0].received_at, found[0].pk) if found and more_before else "",
        written(PLACE, found[-1].received_at, found[-1].pk) if found and more_after else "",
    )


def people_of(signal: Signal) -> list[PersonMet]:
    """The people met at a signal, in order, with cases and clocks as far as they are open to the officer. Four queries at most."""
    notes = signal.people()
    cases: dict[int | None, Case] = {}
    clocks: dict[int, Deadline] = {}
    if any(note.became_case for note in notes):
        origins = list(CaseOrigin.objects.standing().filter(signal=signal).select_related("case"))
        cases = {origin.person_number: origin.case for origin in origins}
        for deadline in Deadline.objects.open().filter(case__in=cases.values(), kind="detention_clock"):
            clocks[deadline.case_id] = deadline
    notices = signal.notices.values_list("person_number", flat=True) if asks_for_consent() else ()
    notified = set(notices)
    decided = {one.person_number: one for one in PlacementDecision.objects.standing().filter(signal=signal)}
    people = []
    for note in notes:
        case = cases.get(note.number)
        people.append(
            PersonMet(
                note,
                health_windows(note),
                case,
                clocks.get(case.pk) if case else None,
                note.number in notified,
                decided.get(note.number),
            )
        )
    return people


def health_windows(note: HealthNoted) -> list[HealthWindow]:
    """What of somebody's health cannot wait, with the hours that the health service's guidance gives."""
    if not note.health_needs:
        return []
    try:
        finding = health_windows_of(note)
    except NotAnswered:
        finding = None
    windows = []
    for need in note.health_needs:
        said = finding.particulars if finding is not None else {}
        ends, hours = said.get(f"{need}_ends"), said.get(f"{need}_hours")
        windows.append(
            HealthWindow(
                need,
                HealthNeed(need).label,
                ends if isinstance(ends, datetime) else None,
                hours if isinstance(hours, int) else None,
                finding,
            )
        )
    return windows
