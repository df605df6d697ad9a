"""The doors of consent: given, explained, withdrawn."""

from __future__ import annotations

from mooring.web.guard import Door

CONSENT_DOORS: list[Door] = []
