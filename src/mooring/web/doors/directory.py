"""The doors of the directory: agencies, mandates, routing, gaps and overlaps."""

from __future__ import annotations

from mooring.web.guard import Door

DIRECTORY_DOORS: list[Door] = []
