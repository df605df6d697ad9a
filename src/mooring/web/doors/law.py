"""The doors of the law itself: for any officer with a posting, and nobody's case behind them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.web.guard import Door
from mooring.web.views import law

LAW_DOORS = [
    Door("law/", "law", "law.look", law.parameters, navigation=_("Law")),
    Door("law/examples/", "law_examples", "law.look", law.worked_examples),
    Door("law/changes/", "law_changes", "law.look", law.changes),
    # A question is sent, though nothing is written: its facts may be a person's and do not belong in an address.
    Door("law/ask/", "law_ask", "law.look", law.ask, writes=True),
]
