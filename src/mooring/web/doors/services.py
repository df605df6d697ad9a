"""The doors of services, who pays, and the sheet of options."""

from __future__ import annotations

from mooring.web.guard import Door

SERVICES_DOORS: list[Door] = []
