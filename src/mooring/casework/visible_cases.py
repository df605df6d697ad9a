"""The list of the cases that an officer may see: filtered, sorted, in pages that stay in place while others work.

A list begins at the grants, which carry the sort key, once for each holder (the officer, each of her desks), each bounded; so its
cost follows the page and not the country. Comparisons are plain ones on numbers and moments: only those does PostgreSQL
push below a row policy (they are leakproof; comparing rows, LIKE and text order are not).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from mooring.casework.compartments import Compartment
from mooring.casework.models import Deadline, Grant, StageReached
from mooring.casework.stages import Stage
from mooring.safeguards import clock
from mooring.safeguards.models import Desk, Officer

Holder = Mapping[str, Any]
NEWEST, OLDEST, NEXT_DUE = "newest", "oldest", "next_due"
ORDERS = (NEWEST, OLDEST, NEXT_DUE)


@dataclass(frozen=True)
class Wanted:
    """Which cases are asked for. Empty fields ask for nothing in particular.

    `whose`: "" (all), "mine" (given to the officer herself), "desk" (given to one of her desks). Dates are days in the country's
    time, both included. `beginnings`: written beginnings of pseudonyms, such as `DK-7Q4`.
    """

    stage: Stage | None = None
    whose: str = ""
    opened_from: date | None = None
    opened_to: date | None = None
    overdue: bool = False
    beginnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Position:
    """A place in the list: the sort key (aware moment) and the case key that stand there."""

    moment: datetime
    case_key: int


@dataclass(frozen=True)
class NextDue:
    """What is due first in a case: which clock, when (aware), and in words who holds the pen."""

    kind: str
    due_at: datetime
    pen: str

    @property
    def is_overdue(self) -> bool:
        return self.due_at < clock.now()


@dataclass(frozen=True)
class Row:
    """One line of the list. `changed_at` is the last change in the case that the officer may see."""

    pseudonym: str
    opened_at: datetime
    stage: str
    position: Position
    next_due: NextDue | None
    changed_at: datetime | None


@dataclass(frozen=True)
class Page:
    """A page of the list, and whether there is more before and after it."""

    rows: list[Row]
    more_before: bool
    more_after: bool


def holders_of(officer: Officer, whose: str = "") -> list[Holder]:
    """Those through whom an officer holds grants: herself and her desks, or only one of the two."""
    own: list[Holder] = [{"officer": officer.pk}] if whose != "desk" else []
    desks: list[Holder] = [{"desk": desk.pk} for desk in officer.desks()] if whose != "mine" else []
    return own + desks


def of_holders(officer: Officer, part: Callable[[Holder], QuerySet[Any, Any]], whose: str = "") -> QuerySet[Any, Any]:
    """The union, without repetition, of what `part` gives for each holder; empty for an officer who holds through nobody."""
    parts = [part(holder) for holder in holders_of(officer, whose)]
    if not parts:
        return part({"officer": officer.pk}).none()
    return parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]


def entry_grants(holder: Holder) -> QuerySet[Grant]:
    """The running grants that open the entry of a case to one holder."""
    return Grant.objects.running().filter(compartment=Compartment.ENTRY, **holder)


def page_of_cases(
    officer: Officer,
    wanted: Wanted,
    *,
    order: str = NEWEST,
    after: Position | None = None,
    before: Position | None = None,
    size: int = 50,
) -> Page:
    """One page of at most `size` cases, following `after` or leading up to `before`. Four queries at most, whatever the size."""
    backwards = before is not None and after is None
    place = before if backwards else after
    positions = _positions(officer, wanted, order, backwards, place, size + 1)
    more = len(positions) > size
    positions = positions[:size]
    if backwards:
        positions.reverse()
        return Page(_rows(positions), more_before=more, more_after=True)
    return Page(_rows(positions), more_before=place is not None, more_after=more)


def newest_of(officer: Officer, size: int) -> list[int]:
    """The keys of the cases opened last that are open to an officer, at most `size`. One query."""
    return [position.case_key for position in _positions(officer, Wanted(), NEWEST, False, None, size)]


def all_cases(officer: Officer, wanted: Wanted, *, order: str = NEWEST, at_once: int = 1000) -> Iterator[Row]:
    """Every case of the list, page after page, for an export."""
    after: Position | None = None
    while True:
        page = page_of_cases(officer, wanted, order=order, after=after, size=at_once)
        yield from page.rows
        if not page.more_after:
            return
        after = page.rows[-1].position


def _positions(
    officer: Officer, wanted: Wanted, order: str, backwards: bool, place: Position | None, limit: int
) -> list[Position]:
    if order == NEXT_DUE:
        found = _by_next_due(officer, wanted, backwards, place, limit)
    else:
        found = _by_opening(officer, wanted, (order == NEWEST) != backwards, place, limit)
    return [Position(moment, case_key) for moment, case_key in found]


def _by_opening(
    officer: Officer, wanted: Wanted, descending: bool, place: Position | None, limit: int
) -> list[tuple[datetime, int]]:
    sign = "-" if descending else ""
    order = (f"{sign}case_opened_at", f"{sign}case_id")

    def part(holder: Holder) -> QuerySet[Any, Any]:
        grants = _wanted(entry_grants(holder), wanted)
        if place is not None:
            grants = grants.filter(_beyond("case_opened_at", "case_id", place, descending))
        return grants.order_by(*order).values_list("case_opened_at", "case_id").distinct()[:limit]

    found = of_holders(officer, part, wanted.whose)
    # Of one holder alone the part is the page already, and cannot be cut again.
    return list(found.order_by(*order)[:limit] if found.query.combinator else found)


def _by_next_due(
    officer: Officer, wanted: Wanted, backwards: bool, place: Position | None, limit: int
) -> list[tuple[datetime, int]]:
    """Cases with something due, by what is due first in them; has to look at each of her cases once."""
    sign = "-" if backwards else ""
    visible = of_holders(
        officer, lambda holder: _wanted(entry_grants(holder), wanted).order_by().values("case_id"), wanted.whose
    )
    due = Deadline.objects.open().filter(case_id__in=visible).values("case_id").annotate(first_due=Min("due_at"))
    if place is not None:
        due = due.filter(_beyond("first_due", "case_id", place, backwards))
    return list(due.order_by(f"{sign}first_due", f"{sign}case_id").values_list("first_due", "case_id")[:limit])


def _beyond(moment: str, key: str, place: Position, descending: bool) -> Q:
    side = "lt" if descending else "gt"
    same = Q(**{moment: place.moment}) & Q(**{f"{key}__{side}": place.case_key})
    # The first condition says nothing new, but is the one an index can begin at.
    return Q(**{f"{moment}__{side}e": place.moment}) & (Q(**{f"{moment}__{side}": place.moment}) | same)


def _wanted(grants: QuerySet[Grant], wanted: Wanted) -> QuerySet[Grant]:
    if wanted.opened_from is not None:
        grants = grants.filter(case_opened_at__gte=_midnight(wanted.opened_from))
    if wanted.opened_to is not None:
        grants = grants.filter(case_opened_at__lt=_midnight(wanted.opened_to + timedelta(days=1)))
    if wanted.stage is not None:
        standing = StageReached.objects.standing().filter(case_id=OuterRef("case_id"), stage=wanted.stage)
        grants = grants.filter(Exists(standing))
    if wanted.overdue:
        overdue = Deadline.objects.open().filter(case_id=OuterRef("case_id"), due_at__lt=clock.now())
        grants = grants.filter(Exists(overdue))
    if wanted.beginnings:
        named = Q()
        for beginning in wanted.beginnings:
            named |= Q(case__pseudonym__startswith=beginning)
        grants = grants.filter(named)
    return grants


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


# What the lines show, in one statement that still goes through every policy. Written by hand: the same through the ORM cost the list of
# a hundred a third of its time, in naming each key by itself and in reading the law under each clock.
LINES = """
select c.id, c.pseudonym, c.opened_at, coalesce(s.stage, ''), last.happened_at,
  due.kind, due.due_at, due.pen_desk_id, due.pen_officer_id
from casework_case c
left join casework_stagereached s on s.case_id = c.id and s.superseded_by_id is null
left join lateral (
  select e.happened_at from casework_event e where e.case_id = c.id order by e.happened_at desc limit 1) last on true
left join lateral (
  select d.kind, d.due_at, d.pen_desk_id, d.pen_officer_id from casework_deadline d
  where d.case_id = c.id and d.superseded_by_id is null and d.met_at is null order by d.due_at, d.id limit 1) due on true
where c.id = any(%s)
"""


def _rows(positions: list[Position]) -> list[Row]:
    if not positions:
        return []
    with connection.cursor() as cursor:
        cursor.execute(LINES, [[position.case_key for position in positions]])
        found = {line[0]: line[1:] for line in cursor.fetchall()}
    # The few names apart, for the planner reads a small table whole for each line.
    desks = Desk.objects.select_related("agency").in_bulk({line[6] for line in found.values() if line[6]})
    officers = Officer.objects.only("name").in_bulk({line[7] for line in found.values() if line[7] and not line[6]})
    rows = []
    for position in positions:
        if position.case_key in found:
            pseudonym, opened_at, stage, changed_at, kind, due_at, desk, officer = found[position.case_key]
            next_due = NextDue(kind, due_at, str(desks[desk] if desk else officers[officer])) if kind else None
            rows.append(Row(pseudonym, opened_at, stage, position, next_due, changed_at))
    return rows
