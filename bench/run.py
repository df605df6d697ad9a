"""`make bench`: how fast Mooring is at the scale of a country, as ratios to bare SQL in one run.

    python bench/run.py [--cases N] [--keep] [--only pages,alike,wire,register,tips] [--write]

Ends with code 1 when a bar is missed. `--write` puts the result into the documentation.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import tips, world
from bench.country import country, say
from bench.report import DOCUMENT, Report
from mooring.running.supervision import stopping_in_good_order

PARTS = ("pages", "alike", "wire", "register", "tips")
OPENING = (
    "What Mooring does with {cases} synthetic cases on {agencies} agencies, next to the bare SQL that finds the same rows through"
    " the same grants, in the same run on the same database. The pages run as the application, under all policies; the bare SQL runs"
    " as the owner, under none. Times are medians, warm. The database of the benchmark does not wait for the disk, so that a commit"
    " is cheaper here than in earnest; it is reported apart. A smaller or a busy machine changes the milliseconds more than the ratios."
)


def main() -> int:
    """Measure, print, and answer the exit code."""
    asked = _arguments()
    parts = asked.only.split(",")
    report = Report()
    if "tips" in parts:
        say("tips without a name, with web workers killed")
        tips.measure(report)
    if parts != ["tips"]:
        _measure_country(report, parts, asked)
    print(report.text())
    for line in report.missed:
        print(f"Missed: {line.what}: {line.measured}, {line.bar}.", file=sys.stderr)
    if asked.write and parts == ["tips"]:
        report.write_chapter(tips.CHAPTER)
    elif asked.write:
        DOCUMENT.write_text(
            report.document(OPENING.format(cases=f"{asked.cases:,}", agencies=world.AGENCIES)), encoding="utf-8"
        )
        say("the documentation says so")
    return 1 if report.missed else 0


def _measure_country(report: Report, parts: list[str], asked: argparse.Namespace) -> None:
    """Measure in the country of so many cases."""
    with country(cases=asked.cases, keep=asked.keep) as here:
        from django.db import connections

        from bench import alike, desks, old_register, pages, plans, wire

        officers = [desks.Measured(1, 1, f"{here.made.few:,}"), desks.Measured(2, 2, f"{here.made.many:,}")]
        with here.as_superuser() as superuser:
            desks.furnish(superuser, officers)
        if "pages" in parts:
            with here.as_owner() as owner:
                for who in officers:
                    say(f"pages of an officer who sees {who.sees} cases")
                    watches = pages.measure(report, owner, who)
                plans.explain(report, officers[-1], watches)
        if "alike" in parts:
            say("cases of others, and of nobody")
            with here.as_owner() as owner:
                alike.measure(report, owner, officers[-1])
        if "wire" in parts:
            say("over the wire")
            wire.measure(report, officers[-1])
        if "register" in parts:
            say("old registers")
            old_register.measure(report, here)
        connections.close_all()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast Mooring is at the scale of a country.")
    parser.add_argument("--cases", type=int, default=world.CASES, help="how many cases (%(default)s)")
    parser.add_argument("--keep", action="store_true", help="keep the database, and use one that was kept")
    parser.add_argument("--only", default=",".join(PARTS), help="some of: %(default)s")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    return parser.parse_args()


if __name__ == "__main__":
    with stopping_in_good_order():
        sys.exit(main())
