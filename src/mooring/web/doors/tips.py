"""The doors of tips without a name: the public ones, and those of the hotline."""

from __future__ import annotations

from mooring.hotline.views import tips_public
from mooring.web.guard import Door

TIPS_DOORS: list[Door] = [
    Door("report/", "tip_report", None, tips_public.report),
    Door("report/<slug:language>/", "tip_write", None, tips_public.write),
    Door("report/<slug:language>/answers/", "tip_answers", None, tips_public.answers),
]
