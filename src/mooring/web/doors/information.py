"""The doors of what was told."""

from __future__ import annotations

from mooring.web.guard import Door

INFORMATION_DOORS: list[Door] = []
