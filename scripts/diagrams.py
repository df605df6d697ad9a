"""Draws every state table of the house as a diagram in docs/diagrams, one file each.

    scripts/diagrams.py             draw them all anew
    scripts/diagrams.py --check     fail when a diagram is not what its table says

A table comes in by `mooring.safeguards.state_tables.register` in the `ready()` of its room.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import django
from django.utils import translation

DIAGRAMS = Path(__file__).resolve().parent.parent / "docs" / "diagrams"


def page_of(name: str) -> str:
    """The page of one table: its diagram, and its states with who holds the pen and which notice goes out."""
    from mooring.safeguards.state_tables import ALL_TABLES

    table = ALL_TABLES[name]
    rows = [
        f"| `{state.code}` | {state.label} | {state.pen.replace('_', ' ')} | {f'`{state.notice}`' if state.notice else '–'} |"
        for state in table.states
    ]
    head = ("| state | on the page | whose turn | notice |", "|---|---|---|---|")
    title = f"# {name.replace('_', ' ').capitalize()}: states and moves"
    made = "Drawn by `scripts/diagrams.py` from the table in the code; do not edit by hand."
    return "\n".join((title, "", made, "", "```mermaid", table.mermaid().rstrip(), "```", "", *head, *rows)) + "\n"


def pages() -> dict[Path, str]:
    """Every diagram with its path, in English."""
    from mooring.safeguards.state_tables import ALL_TABLES

    with translation.override("en"):
        return {DIAGRAMS / f"{name.replace('_', '-')}.md": page_of(name) for name in sorted(ALL_TABLES)}


def main() -> int:
    """Draw the diagrams, or check them. Answers the exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--check", action="store_true")
    check = asked.parse_args().check
    os.environ.setdefault("MOORING_MODE", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    sys.path.insert(0, str(DIAGRAMS.parent.parent))
    django.setup()
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if check:
        for path in stale:
            print(f"{path.name} is not what its table says: run scripts/diagrams.py", file=sys.stderr)
        return int(bool(stale))
    DIAGRAMS.mkdir(exist_ok=True)
    for path in stale:
        path.write_text(pages()[path], encoding="utf-8")
        print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
