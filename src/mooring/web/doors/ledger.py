"""The door to the ledger's soundness."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.views import ledger
from mooring.web.guard import Door

LEDGER_DOORS = [
    Door("ledger/", "ledger", "ledger.look", ledger.watch, navigation=_("Ledger"), notes_its_looks=True),
    Door("ledger/check/", "ledger_check", "ledger.verify", ledger.check_now, writes=True, notes_its_looks=True),
]
