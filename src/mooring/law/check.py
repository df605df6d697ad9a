"""Checking all country packs: `python -m mooring.law.check`.

Loads every pack, runs every worked example, warns of values nobody has checked for a year, and counts what is not
confirmed. Ends with 1 when a pack is wrong or an example disagrees, with 0 otherwise: a warning stops nobody.
"""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime

from mooring.law.countries import Country, country, country_names
from mooring.law.examples import differences, examples
from mooring.law.freshness import stale, unconfirmed
from mooring.law.refusals import LawError

Say = Callable[[str], None]


def check(one: Country, today: date, say: Say = print) -> int:
    """Check one country's pack and say what was found. Returns the number of errors; raises nothing for a warning."""
    errors = 0
    try:
        worked = examples(one)
    except LawError as wrong:
        say(f"error: {one.key}: {wrong}")
        return 1
    for example in worked:
        for difference in differences(one, example):
            errors += 1
            say(f"error: {one.key}, {example.where} “{example.says}”: {difference}")
    for late in stale(one, today):
        say(f"warning: {one.key}: {late}")
    values = [row for parameter in one.law.parameters for row in parameter.values]
    doubtful = unconfirmed(one)
    unsure = sum(not each.value.confirmed for each in doubtful)
    say(
        f"{one.name}: {len(values)} values, {unsure} not confirmed, {len(doubtful) - unsure} more with a first day not "
        f"confirmed; {len(worked)} worked examples, {errors} wrong."
    )
    return errors


def main(today: date | None = None, say: Say = print) -> int:
    """Check every installed pack. Returns 1 when one is wrong or none is installed, otherwise 0."""
    day = today or datetime.now(UTC).date()
    names = country_names()
    if not names:
        say("error: no country pack is installed; install Mooring itself (`pip install -e .`).")
        return 1
    errors = 0
    for name in names:
        try:
            errors += check(country(name), day, say)
        except LawError as wrong:
            errors += 1
            say(f"error: {name}: {wrong}")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
