"""The doors of notices: that something waits, never who or what."""

from __future__ import annotations

from mooring.web.guard import Door

NOTICES_DOORS: list[Door] = []
