"""The pages that anybody may open: signs, help, where to call."""

from __future__ import annotations

from mooring.hotline.views import public_help
from mooring.web.guard import Door

PUBLIC_DOORS: list[Door] = [
    Door("help/", "public_help_any", None, public_help.help_in_any_language),
    Door("help/<slug:language>/", "public_help", None, public_help.help_page),
]
