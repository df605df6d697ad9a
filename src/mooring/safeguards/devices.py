"""A device in a few words, for its owner to know it again: no more of what the browser tells is kept."""

from __future__ import annotations

from django.http import HttpRequest

# The first that fits: browsers claim to be each other.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_of(request: HttpRequest) -> str:
    """Such as "Firefox · Windows"; empty when the browser says nothing we know."""
    told = request.headers.get("User-Agent", "")
    words = (next((name for sign, name in known if sign in told), "") for known in (BROWSERS, SYSTEMS))
    return " · ".join(word for word in words if word)
