"""What is to be reviewed: the machine lists what has come to the end of its period; it never erases. How far each review has come.

A room whose subjects are not cases registers the function of the database that lists them:
`retention.also_list(DataClass.SIGNAL, "mooring_lone_signals")`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import ComeToItsEnd, DataClass, LegalHold, ReviewStep, StepKind
from mooring.law import Finding, NotAnswered
from mooring.safeguards import clock

_listers: dict[str, str] = {DataClass.CASE_FILE: "mooring_closed_cases"}
AT_MOST = 500


def also_list(data_class: str, function: str) -> None:
    """Have a function of the database asked each night for subjects of a class. Called from a room's `apps.ready()`."""
    _listers[data_class] = function


def law_of(data_class: str, controller: str, begins: date | None) -> Finding:
    """How long this class is kept by this kind of agency, asked of the law of today. Raises `NotAnswered`."""
    finding: Finding = settings.MOORING_COUNTRY.law.retention(data_class, controller, clock.today(), begins=begins)
    return finding


def list_what_ended() -> int:
    """List for review what has come to the end of its period, as the machine's clock. Answers how much was listed; erases nothing."""
    listed = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role mooring_clock")
        cursor.execute("select mooring_unlist_reopened()")
        for data_class, function in _listers.items():
            cursor.execute(f"select subject, named, since, agency, kind from {function}()")
            for subject, named, since, agency, kind in cursor.fetchall():
                listed += _list_if_over(cursor, data_class, subject, named, since, agency, kind)
        cursor.execute("reset role")
    return listed


def _list_if_over(
    cursor: Any, data_class: str, subject: int, named: str, since: datetime, agency: int, kind: str
) -> int:
    first = since.date()  # the database compares days in UTC
    try:
        finding = law_of(data_class, kind, first)
    except NotAnswered:
        return 0  # without an answer of the law nothing is up for erasure
    over = finding.particulars.get("ends_on")
    if not isinstance(over, date) or over > clock.today():
        return 0
    cursor.execute(
        "select mooring_list_end(%s, %s, %s, %s, %s, %s, %s, %s::jsonb)",
        [subject, data_class, named, agency, finding["state_body"], first, over, json.dumps(finding.record())],
    )
    return 1


class State(StrEnum):
    """How far a review has come."""

    FOR_THE_TEAM = "for_the_team"
    FOR_THE_ARCHIVES = "for_the_archives"
    FOR_THE_DECISION = "for_the_decision"
    KEPT = "kept"
    HELD = "held"
    ERASED = "erased"


STATE_NAMES: dict[State, Any] = {
    State.FOR_THE_TEAM: _("Waits for the team: is anything still needed?"),
    State.FOR_THE_ARCHIVES: _("Waits for the archives"),
    State.FOR_THE_DECISION: _("Waits for the decision"),
    State.KEPT: _("Kept for longer"),
    State.HELD: _("Held: nothing may be erased"),
    State.ERASED: _("Erased"),
}


@dataclass
class Review:
    """One thing that has come to its end, and how far its review has come."""

    item: ComeToItsEnd
    is_erased: bool
    holds: list[LegalHold] = field(default_factory=list)
    steps: list[ReviewStep] = field(default_factory=list)

    @property
    def finding(self) -> Finding:
        return Finding.from_record(self.item.finding)

    @property
    def proposal(self) -> ReviewStep | None:
        """The standing word of the team that nothing more is needed; a later need or keeping takes it away."""
        return next((step for step in self._since_last_need() if step.kind == StepKind.NOTHING_MORE), None)

    @property
    def archives(self) -> ReviewStep | None:
        """What the archives have done, if it is on record."""
        return next((step for step in self.steps if step.kind == StepKind.ARCHIVES), None)

    @property
    def kept(self) -> ReviewStep | None:
        """The decision to keep it for longer, while its day has not passed."""
        last = next((step for step in reversed(self.steps) if step.kind == StepKind.KEEP), None)
        return last if last is not None and last.until is not None and last.until >= clock.today() else None

    @property
    def state(self) -> State:
        if self.is_erased:
            return State.ERASED
        if self.holds:
            return State.HELD
        if self.kept is not None:
            return State.KEPT
        if self.proposal is None:
            return State.FOR_THE_TEAM
        if self.item.state_body and self.archives is None:
            return State.FOR_THE_ARCHIVES
        return State.FOR_THE_DECISION

    @property
    def state_name(self) -> Any:
        return STATE_NAMES[self.state]

    def _since_last_need(self) -> list[ReviewStep]:
        needs = [n for n, step in enumerate(self.steps) if step.kind in (StepKind.STILL_NEEDED, StepKind.KEEP)]
        return self.steps[needs[-1] + 1 :] if needs else self.steps


def reviews(items: Iterable[ComeToItsEnd]) -> list[Review]:
    """The reviews of things on the list, with their holds and steps, in two queries. As the acting officer."""
    found = list(items)
    subjects = [item.subject for item in found]
    holds, steps = defaultdict(list), defaultdict(list)
    for hold in LegalHold.objects.in_force().filter(case_id__in=subjects):
        holds[hold.case_id].append(hold)
    for step in ReviewStep.objects.filter(subject__in=subjects).select_related("by").order_by("recorded_at", "id"):
        steps[step.subject].append(step)
    return [
        Review(
            item,
            bool(getattr(item, "is_erased", False)),
            holds[item.subject],
            [step for step in steps[item.subject] if step.runs_from == item.runs_from],
        )
        for item in found
    ]


def listed() -> Any:
    """What has come to its end and is open to the acting officer, what ended first before the rest."""
    erased = RawSQL("mooring_is_erased(casework_cometoitsend.subject)", [])
    return ComeToItsEnd.objects.annotate(is_erased=erased).select_related("agency").order_by("ends_on", "id")


def review_of(key: int) -> Review | None:
    """The review of one thing on the list, if it is open to the acting officer."""
    return next(iter(reviews(listed().filter(pk=key))), None)


@dataclass(frozen=True)
class Erased:
    """When a case was erased, and on what ground."""

    at: datetime
    ground: str

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)


def erasure_of(subject: int) -> Erased | None:
    """When and why a case was erased, for who may see that it exists; none when it was not."""
    with connection.cursor() as cursor:
        cursor.execute("select erased_at, ground from mooring_erasure_of(%s)", [subject])
        row = cursor.fetchone()
    return Erased(*row) if row else None
