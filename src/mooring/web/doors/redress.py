"""The doors of witness care and compensation."""

from __future__ import annotations

from mooring.web.guard import Door

REDRESS_DOORS: list[Door] = []
