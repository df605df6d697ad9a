"""A session locks when nobody is there, and ends after its whole time. What was being typed is kept meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mooring.safeguards import sessions
from mooring.safeguards.devices import device_of
from mooring.safeguards.models import Officer
from mooring.safeguards.sessions import Standing
from mooring.web.sign_in import BEGUN_AT

# What opens while a session is locked: ways to show that it is still her, the way out, and nothing that shows anything.
OPEN_WHILE_LOCKED = (
    "/account/locked/",
    "/account/locked/now/",
    "/account/reauthenticate/",
    "/account/codes/reauthenticate/",
    "/account/codes/webauthn/reauthenticate/",
    "/account/logout/",
    "/language/",
)


class IdleLockMiddleware:
    """Asks at every request of a signed-in officer how her session stands; sets `request.locked`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.locked = False  # type: ignore[attr-defined]
        officer = request.user
        if not isinstance(officer, Officer) or not request.session.session_key:
            return self.get_response(request)
        standing = self._standing(request, officer)
        request.standing = standing  # type: ignore[attr-defined]
        if standing is Standing.OVER:
            logout(request)  # what was sent is kept by the door behind this one, as for anybody who is signed out
            return self.get_response(request)
        if standing is Standing.LOCKED and not self._puts_in_only(request) and request.path not in OPEN_WHILE_LOCKED:
            request.locked = True  # type: ignore[attr-defined]
        return self.get_response(request)

    @staticmethod
    def _standing(request: HttpRequest, officer: Officer) -> Standing:
        if time.time() - request.session.get(BEGUN_AT, time.time()) > settings.SESSION_COOKIE_AGE:
            return Standing.OVER
        return sessions.see(
            officer,
            request.session.session_key or "",
            device_of(request),
            idle=timedelta(minutes=settings.MOORING_IDLE_MINUTES),
            longest=timedelta(seconds=settings.SESSION_COOKIE_AGE),
        )

    @staticmethod
    def _puts_in_only(request: HttpRequest) -> bool:
        """A draft may still be put in, so that nothing typed is lost; nothing comes out by this door."""
        return request.method == "POST" and request.path.startswith("/drafts/") and "throw_away" not in request.POST


class LockedMiddleware:
    """Leads a locked session to the lock. Stands behind the door that keeps forms, so that one sent too late is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "locked", False):
            return redirect(lock_address(request.get_full_path() if request.method in ("GET", "HEAD") else "/"))
        return self.get_response(request)


def lock_address(following: str, *, kept: bool = False) -> str:
    """Where a locked session is unlocked, and where it goes on from there."""
    return f"{reverse('locked')}?next={quote(following)}{'&kept=1' if kept else ''}"


def note_beginning(sender: object, request: HttpRequest, user: Officer, **kwargs: Any) -> None:
    """After signing in: the session is noted, so that it can be seen and ended."""
    if request.session.session_key is None:
        request.session.create()
    request.session[BEGUN_AT] = int(time.time())
    sessions.begin(user, request.session.session_key or "", device_of(request))


def unlock_after_showing_who(sender: object, request: HttpRequest, user: Officer, **kwargs: Any) -> None:
    """Whoever has shown once more who she is finds her session open."""
    if kwargs.get("reauthenticated") and request.session.session_key:
        sessions.unlock(user, request.session.session_key)


def end_the_others(sender: object, request: HttpRequest, user: Officer, **kwargs: Any) -> None:
    """Whoever changes her password, or what she signs in with, is signed out everywhere else."""
    sessions.end_sessions(user, but=request.session.session_key or "")
