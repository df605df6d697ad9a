"""The doors of the directory: agencies, mandates, routing, gaps and overlaps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.referral.views import coverage, directory, directory_editing
from mooring.web.guard import Door

AGENCY = "directory/<slug:agency>/"
MANDATE = "directory/mandates/<str:named>/"

DIRECTORY_DOORS: list[Door] = [
    Door("directory/", "directory", "directory.look", directory.directory, navigation=_("Directory")),
    Door(
        "directory/routing/", "routing", "routing.ask", directory.who_takes_this_up, writes=True, reading_is_enough=True
    ),
    Door("directory/gaps/", "directory_gaps", "directory.gaps", coverage.coverage),
    Door("directory/gaps/picture.svg", "directory_gaps_picture", "directory.gaps", coverage.picture),
    Door("directory/load/", "directory_load", "directory.load", directory_editing.load, writes=True),
    Door(MANDATE + "correct/", "mandate_correct", "mandate.correct", directory_editing.correct, writes=True),
    Door(MANDATE + "end/", "mandate_end", "mandate.end", directory_editing.end, writes=True),
    Door(AGENCY, "directory_agency", "directory.look", directory.agency),
    Door(AGENCY + "describe/", "agency_describe", "agency.describe", directory_editing.describe, writes=True),
    Door(AGENCY + "mandates/new/", "mandate_give", "mandate.give", directory_editing.give, writes=True),
]
