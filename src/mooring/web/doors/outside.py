"""The doors for agencies that have no access of their own: a sealed page, opened once."""

from __future__ import annotations

from mooring.web.guard import Door

OUTSIDE_DOORS: list[Door] = []
