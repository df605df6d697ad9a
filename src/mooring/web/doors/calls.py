"""The doors of the hotline: the call sheet, the roster, and who is on duty."""

from __future__ import annotations

from mooring.web.guard import Door

CALLS_DOORS: list[Door] = []
