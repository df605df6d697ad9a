"""The doors of prepared return."""

from __future__ import annotations

from mooring.web.guard import Door

RETURNS_DOORS: list[Door] = []
