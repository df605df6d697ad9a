"""The list of all doors of the house. What is not here cannot be entered."""

from __future__ import annotations

from mooring.web import views
from mooring.web.guard import Door

DOORS: list[Door] = [
    Door("", "day", "day.look", views.day),
]
