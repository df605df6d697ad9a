"""What was measured, against which bar, and the verdict: on the terminal, and in the documentation when asked."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


@dataclass(frozen=True)
class Line:
    """One thing measured. `met` is none where there is no bar, only a figure."""

    what: str
    measured: str
    bar: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        return "" if self.met is None else "met" if self.met else "MISSED"


@dataclass
class Report:
    """All lines by chapter, with remarks and plans to go with them."""

    chapters: dict[str, list[Line]] = field(default_factory=dict)
    remarks: dict[str, list[str]] = field(default_factory=dict)

    def add(self, chapter: str, *lines: Line) -> None:
        self.chapters.setdefault(chapter, []).extend(lines)

    def remark(self, chapter: str, words: str) -> None:
        self.remarks.setdefault(chapter, []).append(words)

    @property
    def missed(self) -> list[Line]:
        return [line for lines in self.chapters.values() for line in lines if line.met is False]

    def text(self) -> str:
        """The table for the terminal."""
        lines = [line for chapter in self.chapters.values() for line in chapter]
        first, second, third = (
            max((len(getattr(line, name)) for line in lines), default=0) for name in ("what", "measured", "bar")
        )
        written = []
        for chapter, found in self.chapters.items():
            written += ["", chapter]
            written += [
                f"  {line.what:<{first}}  {line.measured:<{second}}  {line.bar:<{third}}  {line.verdict}".rstrip()
                for line in found
            ]
            written += [f"  {remark}" for remark in self.remarks.get(chapter, []) if not remark.startswith("```")]
        return "\n".join(written)

    def document(self, opening: str) -> str:
        """The same as a page of the documentation."""
        written = ["# Performance", "", opening, "", machine(), ""]
        for chapter in self.chapters:
            written += self._chapter(chapter)
        return "\n".join(written).rstrip() + "\n"

    def write_chapter(self, chapter: str) -> None:
        """Put one chapter, measured apart, in its place in the documentation, or at its end; the others stay as they are."""
        before, _heading, rest = DOCUMENT.read_text(encoding="utf-8").partition(f"## {chapter}\n")
        after = rest[rest.index("\n## ") + 1 :] if "\n## " in rest else ""
        heading, *lines = self._chapter(chapter)
        written = "\n".join([heading, "", machine(), *lines]).rstrip()
        DOCUMENT.write_text(f"{before.rstrip()}\n\n{written}\n{after and chr(10)}{after}", encoding="utf-8")

    def _chapter(self, chapter: str) -> list[str]:
        lines = self.chapters[chapter]
        written = [f"## {chapter}", "", "| what | measured | bar | verdict |", "|---|---|---|---|"]
        written += [f"| {line.what} | {line.measured} | {line.bar} | {line.verdict} |" for line in lines]
        written.append("")
        for remark in self.remarks.get(chapter, []):
            written += [remark, ""]
        return written


def machine() -> str:
    """Day and machine, in general words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Measured on {datetime.now(UTC).date()} on a machine with {os.cpu_count()} cores and {memory:.0f} GiB,"
        f" {platform.system()}, Python {platform.python_version()}, by `make bench`."
    )


def milliseconds(seconds: float) -> str:
    value = seconds * 1000
    return f"{value:.2f} ms" if value < 10 else f"{value:.0f} ms"
