"""The pages of an officer with few and one with many cases: their time in the database against the bare SQL, and their queries."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.test import Client

from bench import bare
from bench.desks import Measured
from bench.report import Line, Report, milliseconds
from bench.timing import For, Stopwatch, median_of, watching
from mooring.safeguards.models import Officer
from mooring.web.sign_in import SIGNED_IN_BY_DEMO
from mooring.web.views.day import SHOWN

REPETITIONS, WARMING = 25, 3
MOST_RATIO, MOST_QUERIES, A_PANEL = 5.0, 12, 2
PAGES_ON = 20  # how deep the later page lies
IN_ADDRESS = re.compile(r'href="/cases/([0-9A-Z]{2,3}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])/')


@dataclass(frozen=True)
class Visit:
    """One page to be measured: its address, the bare SQL that finds its rows, and how many queries it may send."""

    name: str
    address: str
    sql: tuple[str, ...]
    asked: dict[str, Any]
    most_queries: int = MOST_QUERIES
    most_shown: tuple[int, ...] = (50,)


@dataclass(frozen=True)
class Timed:
    """The medians of a page, in seconds, and the number of its queries."""

    own: float
    bare: float
    sign_in: float
    ledger: float
    settings: float
    whole: float
    queries: int
    last: Stopwatch

    @property
    def ratio(self) -> float:
        return self.own / self.bare


def signed_in(key: int) -> Client:
    """A browser of an officer, past the one-time code as in the demo."""
    client = Client()
    client.force_login(Officer.objects.get(pk=key), backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[SIGNED_IN_BY_DEMO] = True
    session.save()
    return client


def measure(report: Report, owner: psycopg.Connection, who: Measured) -> list[tuple[str, Stopwatch]]:
    """Measure all pages of an officer into the report. Answers the statements of each, for explaining."""
    client = signed_in(who.officer)
    chapter = f"Pages of an officer who sees {who.sees} cases"
    watches = []
    for visit in visits(client, owner, who):
        see_that_the_rows_are_the_same(client, owner, visit)
        timed = time_page(client, owner, visit)
        watches.append((f"{visit.name} ({who.sees})", timed.last))
        report.add(
            chapter,
            Line(
                f"{visit.name}: own time in the database ÷ bare SQL",
                f"{milliseconds(timed.own)} ÷ {milliseconds(timed.bare)} = {timed.ratio:.1f}",
                f"at most {MOST_RATIO:.0f}",
                timed.ratio <= MOST_RATIO,
            ),
            Line(
                f"{visit.name}: queries",
                str(timed.queries),
                f"at most {visit.most_queries}",
                timed.queries <= visit.most_queries,
            ),
            Line(
                f"{visit.name}: apart from these",
                f"sign-in {milliseconds(timed.sign_in)}, ledger {milliseconds(timed.ledger)},"
                f" commit and settings {milliseconds(timed.settings)}; whole request {milliseconds(timed.whole)}",
            ),
        )
    few, many = queries_of(client, ten_newest(owner, who)), queries_of(client, "/cases/?size=100")
    report.add(
        chapter,
        Line("Case list of 10 and of 100: queries", f"{few} and {many}", "the same", few == many),
    )
    return watches


def visits(client: Client, owner: psycopg.Connection, who: Measured) -> list[Visit]:
    """The pages: the day, the list in four ways, and a case with everything that stands above the fold."""
    hers: dict[str, Any] = {"officer": who.officer, "desk": who.desk}
    place, position = a_later_page(client, owner)
    pseudonym, key = a_case(owner, who)
    return [
        Visit("Officer's day", "/", bare.DAY, hers, most_shown=(SHOWN, SHOWN, SHOWN, 30)),
        Visit("Case list, first page", "/cases/", (bare.NEWEST,), hers),
        Visit("Case list, a later page", place, (bare.LATER,), hers | position),
        Visit("Case list, one stage", "/cases/?stage=assessment", (bare.OF_A_STAGE,), hers | {"stage": "assessment"}),
        Visit("Case list, by next due", "/cases/?order=next_due", (bare.NEXT_DUE,), hers),
        Visit(
            "Case page",
            f"/cases/{pseudonym}/",
            bare.ONE_CASE,
            hers | {"pseudonym": pseudonym, "case": key},
            MOST_QUERIES + A_PANEL * panels_above_the_fold(who, key),
            (1, 0, 0, 0, 0, 0),
        ),
    ]


def time_page(client: Client, owner: psycopg.Connection, visit: Visit) -> Timed:
    """Ask for the page and for the bare rows in turn, warm, and take the medians."""
    times: dict[str, list[float]] = {name: [] for name in ("own", "bare", "sign_in", "ledger", "settings", "whole")}
    for turn in range(WARMING + REPETITIONS):
        with watching() as last:
            whole = seconds_of(lambda: client.get(visit.address))
        bare_time = seconds_of(lambda: [bare.rows(owner, sql, visit.asked) for sql in visit.sql])
        if turn < WARMING:
            continue
        times["own"].append(last.seconds(For.PAGE))
        times["sign_in"].append(last.seconds(For.SIGN_IN))
        times["ledger"].append(last.seconds(For.LEDGER))
        times["settings"].append(last.seconds(For.SETTINGS))
        times["whole"].append(whole)
        times["bare"].append(bare_time)
    return Timed(**{name: median_of(values) for name, values in times.items()}, queries=last.queries, last=last)


def seconds_of(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def see_that_the_rows_are_the_same(client: Client, owner: psycopg.Connection, visit: Visit) -> None:
    """A comparison counts only when both find the same cases. Raises `AssertionError`."""
    answer = client.get(visit.address)
    assert answer.status_code == 200, f"{visit.name}: answered {answer.status_code}"
    on_the_page = set(IN_ADDRESS.findall(answer.content.decode()))
    column = 1 if visit.sql is bare.ONE_CASE else 0
    found = [
        {str(row[column]) for row in bare.rows(owner, sql, visit.asked)[:most]}
        for sql, most in zip(visit.sql, visit.most_shown, strict=True)
    ]
    everything = set().union(*found)
    # The day draws changes of one case together, so that fewer of them may stand on the page than were read.
    least = set().union(*found[:-1]) if visit.sql is bare.DAY else everything
    assert everything, f"{visit.name}: there is nothing to see"
    differ = (least - on_the_page) | (on_the_page - everything)
    assert not differ, f"{visit.name}: the page and the bare SQL differ in {len(differ)} cases"


def a_later_page(client: Client, owner: psycopg.Connection) -> tuple[str, dict[str, Any]]:
    """The address of a page further down the list, as its links lead there, and the place after which it begins."""
    address, last = "/cases/", ""
    for _page in range(PAGES_ON):
        text = client.get(address).content.decode()
        following = re.search(r'href="(\?[^"]*after=[^"]+)"', text)
        if not following:
            break
        address = "/cases/" + following.group(1).replace("&amp;", "&")
        last = IN_ADDRESS.findall(text)[-1]
    assert last, "the list has one page only: ask for more cases"
    row = owner.execute("select opened_at, id from casework_case where pseudonym = %s", [last]).fetchone()
    assert row
    return address, {"moment": row[0], "case": row[1]}


def a_case(owner: psycopg.Connection, who: Measured) -> tuple[str, int]:
    """A case at the officer's desk with a task, a clock, a period and a contact person."""
    row = owner.execute(
        "select c.pseudonym, c.id from casework_task t join casework_case c on c.id = t.case_id where t.for_desk_id = %s limit 1",
        [who.desk],
    ).fetchone()
    assert row
    return str(row[0]), int(row[1])


def panels_above_the_fold(who: Measured, case_key: int) -> int:
    """How many panels come with the page of this case for this officer."""
    from mooring.casework.models import Case
    from mooring.casework.panels import panels_for
    from mooring.safeguards.officer_in_charge import acting_as

    officer = Officer.objects.get(pk=who.officer)
    with acting_as(officer):
        return sum(panel.above_the_fold for panel in panels_for(officer, Case.objects.get(pk=case_key)))


def ten_newest(owner: psycopg.Connection, who: Measured) -> str:
    """A list with about ten lines: what was opened since the day of the tenth newest."""
    newest = bare.rows(owner, bare.NEWEST, {"officer": who.officer, "desk": who.desk})
    return f"/cases/?size=100&opened_from={newest[9][1].date().isoformat()}"


def queries_of(client: Client, address: str) -> int:
    with watching() as watch:
        assert client.get(address).status_code == 200
    return watch.queries
