"""The doors of tips without a name: the public ones, and those of the hotline."""

from __future__ import annotations

from mooring.web.guard import Door

TIPS_DOORS: list[Door] = []
