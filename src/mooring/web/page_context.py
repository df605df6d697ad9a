"""What every page knows: the country, the mode, the navigation that the officer's roles open."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mooring.safeguards.models import Officer

NAVIGATION = [
    ("day", "day.look", _("My day")),
]


def page_context(request: HttpRequest) -> dict[str, Any]:
    officer = getattr(request, "user", None)
    navigation = []
    if isinstance(officer, Officer):
        for name, verb, label in NAVIGATION:
            if officer.may(verb):
                url = reverse(name)
                current = request.path == url or (url != "/" and request.path.startswith(url))
                navigation.append({"label": label, "url": url, "current": current})
    return {"country": settings.MOORING_COUNTRY, "mode": settings.MOORING_MODE, "navigation": navigation, "officer": officer}
