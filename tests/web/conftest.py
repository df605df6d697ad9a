"""Visitors: a browser without scripts, signed in as one of the cast."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from mooring.casework import actions
from mooring.casework.models import Case
from mooring.safeguards.models import Officer
from tests import visiting
from tests.cast import Cast

Visit = Callable[[Officer], Client]


@pytest.fixture
def visit() -> Visit:
    """Sign an officer in without a one-time code, as the demo does."""
    return visiting.visit


@pytest.fixture
def case(officers: Cast) -> Case:
    return actions.open_case(by=officers.social_worker)
