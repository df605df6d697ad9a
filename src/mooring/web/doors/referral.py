"""The doors of referral: what is handed on, to whom, under which ground, and what came of it."""

from __future__ import annotations

from mooring.web.guard import Door

REFERRAL_DOORS: list[Door] = []
