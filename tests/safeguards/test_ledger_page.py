"""The page where the ledger is watched: what the administrator sees, and who else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from mooring.safeguards import ledger
from tests.cast import Cast
from tests.visiting import visit


@pytest.fixture
def watching(officers: Cast, settings: Settings) -> Client:
    settings.MOORING_LEDGER_HEAD = None
    return visit(officers.administrator)


def test_who_watches_sees_the_last_check(watching: Client) -> None:
    assert "Not checked yet" in watching.get(reverse("ledger")).content.decode()
    ledger.check()
    page = watching.get(reverse("ledger")).content.decode()
    assert "The ledger is whole" in page
    assert "Era 1" in page


def test_a_check_is_asked_for_and_done_in_the_background(watching: Client) -> None:
    answer = watching.post(reverse("ledger_check"), follow=True)
    assert "is being checked" in answer.content.decode()
    answer = watching.post(reverse("ledger_check"), follow=True)
    assert "waiting already" in answer.content.decode()


@pytest.mark.parametrize("who", ["social_worker", "stranger", "police", "statistician"])
def test_others_do_not_watch_the_ledger(who: str, officers: Cast) -> None:
    client = visit(getattr(officers, who))
    assert client.get(reverse("ledger")).status_code == 403
    assert client.post(reverse("ledger_check")).status_code == 403
