"""The page on threats names tests: each of them exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
NAMED = sorted(
    set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", (PROJECT / "docs" / "security.md").read_text("utf-8")))
)


def test_the_page_names_tests() -> None:
    assert len(NAMED) > 30


@pytest.mark.parametrize("named", NAMED)
def test_a_test_named_on_the_page_exists(named: str) -> None:
    file, _, test = named.partition("::")
    assert (PROJECT / file).is_file()
    assert not test or f"def {test}(" in (PROJECT / file).read_text(encoding="utf-8")
