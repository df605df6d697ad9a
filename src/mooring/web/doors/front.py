"""The front door's own doors: the officer's day, the list of cases, the case page."""

from __future__ import annotations

from mooring.web import views
from mooring.web.guard import Door

FRONT_DOORS = [
    Door("", "day", "day.look", views.day),
]
