"""That a deed is refused, and that the refusal says why in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from mooring.safeguards.access import Refused


@contextmanager
def refused_because(words: str) -> Iterator[None]:
    """Within: a deed that is refused with a reason in which these words stand, and something to do instead."""
    with pytest.raises(Refused) as told:
        yield
    assert words in str(told.value.refusal.reason)
    assert told.value.refusal.instead
