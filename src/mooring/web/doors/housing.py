"""The doors of protected housing."""

from __future__ import annotations

from mooring.web.guard import Door

HOUSING_DOORS: list[Door] = []
