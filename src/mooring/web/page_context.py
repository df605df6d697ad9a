"""What every page knows: the country, the mode, the navigation that the officer's roles open, whose forms these are."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from mooring.safeguards.models import Officer
from mooring.web.kept_forms import owner_token

# What is reached for first stands first, what is looked up now and then last; every other door keeps its place between them.
FIRST = ("day", "cases", "signals", "holds", "referrals", "service_requests", "beds", "duty", "figures")
LAST = ("directory", "law", "notices")
BESIDE_EACH_OTHER, ON_A_PHONE = 7, 3


def page_context(request: HttpRequest) -> dict[str, Any]:
    """The context of every page; for somebody who is not signed in, only what concerns nobody."""
    context: dict[str, Any] = {
        "country": settings.MOORING_COUNTRY,
        "country_name": settings.MOORING_COUNTRY.name,
        "mode": settings.MOORING_MODE,
        "navigation": [],
        "navigation_first": [],
        "navigation_more": [],
        "officer_menu": [],
        "footer_links": [],
        "demo_sign_in_url": reverse("demo") if settings.MOORING_MODE == "demo" else "",
    }
    officer = getattr(request, "user", None)
    if not isinstance(officer, Officer):
        return context
    postings = officer.running_postings()
    ways = _navigation(officer, request.path)
    first = ways if len(ways) <= BESIDE_EACH_OTHER + 1 else ways[:BESIDE_EACH_OTHER]
    here = [way for way in ways[len(first) :] if way["current"]]
    return context | {
        "officer": officer,
        "officer_name": officer.name,
        "agency_name": ", ".join(dict.fromkeys(posting.desk.agency.name for posting in postings)),
        "navigation": ways,
        "navigation_first": first + here,
        "navigation_more": ways[ON_A_PHONE:] if len(ways) > ON_A_PHONE + 1 else [],
        "officer_menu": _demo_menu(),
        "hands_over": officer.may("case.hand_over"),
        "form_owner": owner_token(officer),
        "draft_url": f"/drafts{request.path}",
        "idle_seconds": settings.MOORING_IDLE_MINUTES * 60,
    }


def _navigation(officer: Officer, here: str) -> list[dict[str, Any]]:
    from mooring.web.doors import DOORS

    ways: list[dict[str, Any]] = []
    for door in sorted(DOORS, key=lambda door: _place(door.name)):
        if door.navigation and door.verb and officer.may(door.verb):
            try:
                url = reverse(door.name)
            except NoReverseMatch:
                continue
            ways.append({"label": door.navigation, "url": url, "current": False})
    # One page may lie below two of them, as counted calls below the figures: the nearest is where one is.
    above = [way for way in ways if here == way["url"] or (way["url"] != "/" and here.startswith(way["url"]))]
    if above:
        max(above, key=lambda way: len(way["url"]))["current"] = True
    return ways


def _place(name: str) -> int:
    if name in FIRST:
        return FIRST.index(name)
    return len(FIRST) + 1 + LAST.index(name) if name in LAST else len(FIRST)


def _demo_menu() -> list[dict[str, Any]]:
    from django.utils.translation import gettext

    return [{"label": gettext("Be somebody else"), "url": reverse("demo")}] if settings.MOORING_MODE == "demo" else []
