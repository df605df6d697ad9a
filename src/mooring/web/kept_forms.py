"""A form sent after the session has ended is kept, sealed, and waits for its officer to sign in again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import Resolver404, resolve

from mooring.safeguards import clock, drafts
from mooring.safeguards.models import Draft, Officer
from mooring.safeguards.references import NoSuchReference, key_of, reference
from mooring.web.guard import Door
from mooring.web.sign_in.idle_lock import lock_address

OWNER_FIELD = "form_owner"
LONGEST_FORM = 500_000
DAYS_A_PAGE_MAY_LIE_OPEN = 7  # whoever once saw a token must not be able to write into her drafts for ever


def owner_token(officer: Officer) -> str:
    """A sealed word that says whose form this is, so that it is kept for her alone."""
    return reference(_kind(clock.today()), officer.pk)


def takes_a_form(path: str) -> bool:
    """Whether a form is sent to this path, so that a draft may lie under it. Looks up nothing about any case."""
    if len(path) > (Draft._meta.get_field("form").max_length or 0) or "\x00" in path:
        return False
    try:
        door = getattr(resolve(path).func, "door", None)
    except Resolver404:
        return False
    return isinstance(door, Door) and door.writes


def _kind(day: date) -> str:
    return f"{OWNER_FIELD}:{day.isoformat()}"


class KeptFormMiddleware:
    """Catches a POST by somebody who is signed out or locked out, keeps it as a draft of its owner, and leads there and back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        locked = getattr(request, "locked", False)
        if request.method == "POST" and (locked or not request.user.is_authenticated) and OWNER_FIELD in request.POST:
            owner = self._owner(request.POST[OWNER_FIELD])
            small_enough = int(request.META.get("CONTENT_LENGTH") or 0) <= LONGEST_FORM
            if owner is not None and small_enough and takes_a_form(request.path):
                drafts.keep_for(owner, request.path, dict(request.POST.lists()))
                if locked and owner == request.user.pk:
                    return redirect(lock_address(request.path, kept=True))
                return redirect(f"{resolve_url(settings.LOGIN_URL)}?next={quote(request.path)}&kept=1")
        return self.get_response(request)

    @staticmethod
    def _owner(token: str) -> int | None:
        for days in range(DAYS_A_PAGE_MAY_LIE_OPEN + 1):
            try:
                return key_of(_kind(clock.today() - timedelta(days=days)), token)
            except NoSuchReference:
                continue
        return None
