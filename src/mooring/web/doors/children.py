"""The doors of children."""

from __future__ import annotations

from mooring.web.guard import Door

CHILDREN_DOORS: list[Door] = []
