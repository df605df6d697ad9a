"""A form sent after the session has ended is kept, sealed, and waits for its officer to sign in again."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from mooring.safeguards import drafts
from mooring.safeguards.models import Officer
from mooring.safeguards.references import NoSuchReference, key_of, reference

OWNER_FIELD = "form_owner"
LONGEST_FORM = 500_000


def owner_token(officer: Officer) -> str:
    """A sealed word that says whose form this is, so that it is kept for her alone."""
    return reference(OWNER_FIELD, officer.pk)


class KeptFormMiddleware:
    """Catches a POST by somebody who is no longer signed in, keeps it as a draft of its owner, and leads to sign-in and back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated and OWNER_FIELD in request.POST:
            owner = self._owner(request.POST[OWNER_FIELD])
            if owner is not None and int(request.META.get("CONTENT_LENGTH") or 0) <= LONGEST_FORM:
                drafts.keep_for(owner, request.path, dict(request.POST.lists()))
                return redirect(f"{resolve_url(settings.LOGIN_URL)}?next={quote(request.path)}&kept=1")
        return self.get_response(request)

    @staticmethod
    def _owner(token: str) -> int | None:
        try:
            return key_of(OWNER_FIELD, token)
        except NoSuchReference:
            return None
