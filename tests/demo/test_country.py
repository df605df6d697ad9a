"""The demo country as it stands after it was built."""

from __future__ import annotations

import psycopg
import pytest

from mooring import demo

pytestmark = pytest.mark.usefixtures("in_the_country")


def test_the_country_stands_once_built() -> None:
    assert demo.is_built()
