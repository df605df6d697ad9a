"""Addresses that several rooms lead to."""

from __future__ import annotations

from django.urls import reverse

from mooring.casework.models import Case


def case_address(case: Case, *, open: str = "") -> str:
    """The case page; `open` is the code of a panel that is to stand unfolded there."""
    address = reverse("case", args=[case])
    return f"{address}?open={open}#{open}" if open else address
