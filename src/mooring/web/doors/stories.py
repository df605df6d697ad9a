"""The doors of outcomes and stories of those who returned or stayed."""

from __future__ import annotations

from mooring.web.guard import Door

STORIES_DOORS: list[Door] = []
