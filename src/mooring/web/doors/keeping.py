"""The doors of review and holds, and of the person's own file."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.casework.views import own_file, retention
from mooring.web.guard import CASE, Door, form_about_a_case

KEEPING_DOORS = [
    Door("retention/", "retention", "retention.look", retention.whole, navigation=_("Review"), notes_its_looks=True),
    Door(
        "retention/signals/propose/",
        "retention_propose_together",
        "retention.propose_together",
        retention.propose_together,
        writes=True,
        notes_its_looks=True,
    ),
    Door(
        "retention/signals/erase/",
        "retention_erase_together",
        "retention.erase_together",
        retention.erase_together,
        writes=True,
        notes_its_looks=True,
    ),
    Door("retention/<str:named>/", "retention_one", "retention.look", retention.one, notes_its_looks=True),
    Door("retention/<str:named>/propose/", "retention_propose", "retention.propose", retention.propose, writes=True),
    Door(
        "retention/<str:named>/archives/", "retention_archives", "retention.archives", retention.archives, writes=True
    ),
    Door("retention/<str:named>/keep/", "retention_keep", "retention.keep", retention.keep, writes=True),
    Door("retention/<str:named>/erase/", "retention_erase", "retention.erase", retention.erase, writes=True),
    form_about_a_case("hold/new/", "hold_place", "legal_hold.place", retention.place_hold),
    form_about_a_case("hold/<str:named>/lift/", "hold_lift", "legal_hold.lift", retention.lift_hold),
    form_about_a_case("own-file/request/", "own_file_request", "own_file.request", own_file.request_file),
    form_about_a_case("own-file/prepare/", "own_file_prepare", "own_file.prepare", own_file.prepare),
    Door(CASE + "own-file/", "own_file", "own_file.look", own_file.ready),
    Door(CASE + "own-file/file.pdf", "own_file_pdf", "own_file.look", own_file.as_document),
    Door(CASE + "own-file/file.json", "own_file_data", "own_file.look", own_file.as_data),
    form_about_a_case("own-file/hand-over/", "own_file_hand_over", "own_file.hand_over", own_file.hand_over),
]
