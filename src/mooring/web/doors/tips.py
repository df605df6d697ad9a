"""The doors of tips without a name: the public ones, and those of the hotline."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.hotline.views import tips, tips_public
from mooring.web.guard import Door

TIPS_DOORS: list[Door] = [
    Door("report/", "tip_report", None, tips_public.report),
    Door("report/<slug:language>/", "tip_write", None, tips_public.write),
    Door("report/<slug:language>/answers/", "tip_answers", None, tips_public.answers),
    Door("tips/", "tips", "tip.list", tips.tips, navigation=_("Tips"), notes_its_looks=True),
    Door("tips/key/", "tip_key", "tip_key.new", tips.tip_key, writes=True),
    Door("tips/<str:tip>/", "tip", "tip.look", tips.tip, notes_its_looks=True),
    Door("tips/<str:tip>/files/<str:file>/", "tip_file", "tip.look", tips.tip_file, notes_its_looks=True),
    Door("tips/<str:tip>/answer/", "tip_answer", "tip.answer", tips.tip_answer, writes=True),
    Door("tips/<str:tip>/signal/", "tip_signal", "tip.become_signal", tips.tip_signal, writes=True),
    Door("tips/<str:tip>/person/", "tip_person", "tip.mark_person", tips.tip_person, writes=True),
    Door("tips/<str:tip>/police/", "tip_police", "tip.pass_to_police", tips.tip_police, writes=True),
    Door("tips/<str:tip>/close/", "tip_close", "tip.close", tips.tip_close, writes=True),
]
