"""The doors of notices of actions: told ahead, rostered, met, counted, forgotten."""

from __future__ import annotations

from mooring.web.guard import Door

RAIDS_DOORS: list[Door] = []
