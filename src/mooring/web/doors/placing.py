"""The doors of who may live where."""

from __future__ import annotations

from mooring.web.guard import Door

PLACING_DOORS: list[Door] = []
