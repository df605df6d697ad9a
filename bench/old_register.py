"""Bringing an old register in: published counts and the table over them, and thirty thousand persons against bare COPY."""

from __future__ import annotations

import tempfile
import time
from io import BytesIO
from pathlib import Path

import psycopg

from bench.country import Country, say
from bench.pages import seconds_of, signed_in
from bench.report import Line, Report, milliseconds
from bench.timing import median_of
from mooring.safeguards.models import Officer

PERSONS = 30_000
KEEPER = 900_001
CHAPTER = "Bringing an old register in"
MOST_SECONDS, MOST_TABLE_SECONDS, MOST_RATIO = 10.0, 0.3, 10.0
SAMPLE = ("cells_2022q2_2023q4.csv", "mapping.toml")
TABLE = "/figures/counted/"

# A keeper of the register, with a desk of her own, so that nobody's list grows.
KEEPER_ENTERS = """
insert into safeguards_desk (id, agency_id, code, name) values (%(key)s, 1, 'desk-register', 'Desk of the register') on conflict do nothing;
insert into safeguards_officer (id, email, name, language, is_active, password)
  values (%(key)s, 'keeper@bench.invalid', 'Keeper', 'en', true, '!') on conflict do nothing;
insert into safeguards_posting (id, officer_id, desk_id, role, since)
  values (%(key)s, %(key)s, %(key)s, 'register_keeper', now() - interval '1 year') on conflict do nothing;
"""
# The tables that hold a person taken over, in the order in which rows may go in, each with the column of the case.
TABLES = (
    ("casework_case", "id"),
    ("casework_grant", "case_id"),
    ("safeguards_datakey", "subject"),
    ("casework_stagereached", "case_id"),
    ("identification_personfacts", "case_id"),
    ("identification_exploitation", "case_id"),
    ("identification_residencebasis", "case_id"),
    ("identification_outcome", "case_id"),
)


def measure(report: Report, country: Country) -> None:
    """Load both registers through the function that the command calls, and leave the country as it was."""
    with country.as_superuser() as superuser:
        for statement in KEEPER_ENTERS.strip().rstrip(";").split(";\n"):
            superuser.execute(statement, {"key": KEEPER})
        forget(superuser)
        keeper = Officer.objects.get(pk=KEEPER)
        try:
            published_counts(report, keeper)
            persons(report, superuser, keeper)
        finally:
            forget(superuser)


def published_counts(report: Report, keeper: Officer) -> None:
    """The published cells of the sample, and the table over them as a page."""
    import mooring.register
    from mooring.register.load import load_file

    folder = Path(mooring.register.__file__).parent / "samples" / "uk_nrm"
    began = time.perf_counter()
    loaded = load_file(folder / SAMPLE[0], folder / SAMPLE[1], officer=keeper)
    seconds = time.perf_counter() - began
    assert loaded.accepted and not loaded.already, str(loaded)
    report.add(
        CHAPTER,
        Line(
            f"{loaded.cells} published cells, {loaded.people} people: loading",
            f"{seconds:.1f} s",
            f"under {MOST_SECONDS:.0f} s",
            seconds < MOST_SECONDS,
        ),
    )
    client = signed_in(KEEPER)
    answer = client.get(TABLE)
    assert answer.status_code == 200, f"the table answered {answer.status_code}"
    for year in ("4,171", "4171", "4 171"):
        if year in answer.content.decode():
            break
    else:
        raise AssertionError("the table over the published cells does not show the second quarter of 2022")
    took = median_of([seconds_of(lambda: client.get(TABLE)) for _ in range(9)])
    report.add(
        CHAPTER,
        Line(
            "The table over them, the whole page",
            milliseconds(took),
            f"under {MOST_TABLE_SECONDS * 1000:.0f} ms",
            took < MOST_TABLE_SECONDS,
        ),
    )


def persons(report: Report, superuser: psycopg.Connection, keeper: Officer) -> None:
    """An invented register, row by row a closed case, against COPY of the very rows it became."""
    from mooring.register import invented
    from mooring.register.load import load_file

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "register.csv"
        with file.open("w", encoding="utf-8") as to:
            invented.write(PERSONS, to)
        say(f"an invented register of {PERSONS} persons")
        began = time.perf_counter()
        loaded = load_file(file, invented.MAPPING, officer=keeper)
        seconds = time.perf_counter() - began
    assert loaded.accepted and loaded.cases == PERSONS, str(loaded)[:2000]
    bare, rows = copied_again(superuser)
    ratio = seconds / bare
    report.add(
        CHAPTER,
        Line(
            f"{PERSONS} persons as closed cases ÷ bare COPY of their {rows} rows",
            f"{seconds:.1f} s ÷ {bare:.1f} s = {ratio:.1f}",
            f"at most {MOST_RATIO:.0f}",
            ratio <= MOST_RATIO,
        ),
    )
    report.remark(
        CHAPTER,
        "Bare COPY: the same rows into the same tables with their indexes and foreign keys, without reading and checking the file,"
        " without policies, stamps, pseudonyms or keys made anew.",
    )


def copied_again(superuser: psycopg.Connection) -> tuple[float, int]:
    """How long COPY takes to put the same rows in again, and how many they are. Nothing stays."""
    bare, rows = 0.0, 0
    with superuser.transaction(force_rollback=True):
        superuser.execute(
            "create temporary table taken on commit drop as select id from casework_case where opened_by_id = %s",
            [KEEPER],
        )
        held: list[tuple[str, bytes]] = []
        for table, case in TABLES:
            columns = _columns(superuser, table)
            source = f"select {columns} from {table} where {case} in (select id from taken)"
            buffer = BytesIO()
            with superuser.cursor().copy(f"copy ({source}) to stdout (format binary)") as out:
                for block in out:
                    buffer.write(block)
            held.append((f"copy {table} ({columns}) from stdin (format binary)", buffer.getvalue()))
        superuser.execute("set local session_replication_role = replica")
        for table, case in reversed(TABLES):
            superuser.execute(f"delete from {table} where {case} in (select id from taken)")
        superuser.execute("set local session_replication_role = origin")
        for table, _case in TABLES:
            superuser.execute(f"alter table {table} disable trigger user")
        began = time.perf_counter()
        for statement, content in held:
            cursor = superuser.cursor()
            with cursor.copy(statement) as into:
                into.write(content)
            rows += cursor.rowcount
        superuser.execute("set constraints all immediate")
        bare = time.perf_counter() - began
    return bare, rows


def forget(superuser: psycopg.Connection) -> None:
    """Remove what an earlier run brought in."""
    with superuser.transaction():
        superuser.execute("set local session_replication_role = replica")
        superuser.execute("truncate statistics_countedcell, statistics_countedload, register_personsload")
        superuser.execute(
            "create temporary table taken on commit drop as select id from casework_case where opened_by_id = %s",
            [KEEPER],
        )
        for table, case in reversed(TABLES):
            superuser.execute(f"delete from {table} where {case} in (select id from taken)")


def _columns(session: psycopg.Connection, table: str) -> str:
    found = session.execute(
        "select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute"
        " where attrelid = %s::regclass and attnum > 0 and not attisdropped and attgenerated = ''",
        [table],
    ).fetchone()
    assert found
    return str(found[0])
