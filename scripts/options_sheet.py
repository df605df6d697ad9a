"""Writes the sheet of options that a lawyer reads and a test compares.

scripts/options_sheet.py --write        write it anew, after the law of the pack has changed
scripts/options_sheet.py                say what would change
"""

from __future__ import annotations

import difflib
import sys
from datetime import date
from pathlib import Path

from mooring.law import country
from mooring.law.options_sheet import text

AS_OF = date(2026, 11, 22)
KEPT = Path(__file__).resolve().parent.parent / "tests" / "countries" / "denmark_options.md"


def main(arguments: list[str]) -> int:
    """Write the sheet, or say in what the kept one differs. Returns 1 when it differs."""
    written = text(country("denmark"), AS_OF)
    if "--write" in arguments:
        KEPT.write_text(written, encoding="utf-8")
        return 0
    kept = KEPT.read_text(encoding="utf-8") if KEPT.exists() else ""
    print("\n".join(difflib.unified_diff(kept.splitlines(), written.splitlines(), "kept", "now", lineterm="")))
    return int(kept != written)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
