"""The doors of what was told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.statistics.views import of_information
from mooring.support.views import information
from mooring.web.guard import CASE, Door, form_about_a_case

LOOK = "information.look"

INFORMATION_DOORS: list[Door] = [
    Door("information/", "information_texts", LOOK, information.texts),
    Door("information/<slug:topic>/<slug:version>/<slug:language>/", "information_text", LOOK, information.text),
    Door("information/<slug:topic>/<slug:language>/sheet.pdf", "information_sheet", LOOK, information.sheet),
    Door(
        "figures/information/",
        "information_counted",
        "information.count",
        of_information.information_counted,
        navigation=_("What was told, counted"),
    ),
    Door(CASE + "information/", "information", LOOK, information.whole),
    form_about_a_case("information/tell/", "information_tell", "information.tell", information.tell),
    form_about_a_case(
        "information/<str:named>/take-back/", "information_take_back", "information.take_back", information.take_back
    ),
]
