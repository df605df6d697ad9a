"""The window of a return on the case page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.panels import Panel
from mooring.returns import reading

PANEL = Panel(
    "return", _("Prepared return"), "return.look", Compartment.SUPPORT, "returns/panel.html", reading.panel, 43
)
