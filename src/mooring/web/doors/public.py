"""The pages that anybody may open: signs, help, where to call."""

from __future__ import annotations

from mooring.web.guard import Door

PUBLIC_DOORS: list[Door] = []
