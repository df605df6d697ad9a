"""The doors of the groups that meet: matters, meetings, decisions, actions."""

from __future__ import annotations

from mooring.web.guard import Door

GROUPS_DOORS: list[Door] = []
