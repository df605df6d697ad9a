"""The front door's own doors: the officer's day, the list of cases, the case page, drafts, and the demo's doorstep."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.web.guard import CASE, Door
from mooring.web.views import case_page, cases, day, demo, demo_letters, drafts

FRONT_DOORS = [
    Door("", "day", "day.look", day.day, navigation=_("My day")),
    Door("cases/", "cases", "case.list", cases.cases, navigation=_("Cases")),
    Door("cases/export/", "case_export", "case.export", cases.export),
    Door(CASE, "case", "case.look", case_page.case_page, compartment="entry"),
    Door(
        CASE + "panels/<slug:code>/",
        "case_panel",
        "case.look",
        case_page.case_panel,
        compartment="entry",
        notes_its_looks=True,
    ),
    Door("drafts/<path:page>", "draft", None, drafts.keep),
    Door("demo/", "demo", None, demo.demo),
    Door("demo/letters/", "demo_letters", None, demo_letters.demo_letters),
]
