"""An officer's own account: the lock, and where she is signed in."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.webauthn.internal import auth as passkeys
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mooring.safeguards import sessions
from mooring.safeguards.forms_kept import officer_of
from mooring.safeguards.references import NoSuchReference, key_of, reference
from mooring.safeguards.sessions import Standing
from mooring.web.sign_in import SIGNED_IN_BY_DEMO
from mooring.web.sign_in.adapters import why_no_passkeys

KIND = "signed_in"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def locked(request: HttpRequest) -> HttpResponse:
    """The lock: ways to show that it is still her. In a demo a press of a button, as there was no password to begin with."""
    officer = officer_of(request)
    following = _following(request)
    by_demo = settings.MOORING_MODE != "production" and bool(request.session.get(SIGNED_IN_BY_DEMO))
    if request.method == "POST" and by_demo:
        sessions.unlock(officer, request.session.session_key or "")
        return redirect(following)
    if getattr(request, "standing", Standing.OPEN) is not Standing.LOCKED:
        return redirect(following)
    ways = {way["id"] for way in get_adapter(request).get_reauthentication_methods(officer)}
    context: dict[str, Any] = {
        "next": following,
        "by_demo": by_demo,
        "by_password": "reauthenticate" in ways,
        "by_code": "mfa_reauthenticate" in ways,
        "by_agency": not ways and not by_demo,
    }
    if "mfa_reauthenticate:webauthn" in ways and not why_no_passkeys(request):
        context["passkey_options"] = json.dumps(passkeys.begin_authentication(officer), default=dict)
    return render(request, "account/locked.html", context)


@require_POST
def lock_now(request: HttpRequest) -> HttpResponse:
    """Lock at once: pressed by whoever leaves the desk, or by the page itself when nobody is there."""
    sessions.lock(request.session.session_key or "")
    return redirect(f"{reverse('locked')}?next=/")


@require_POST
def here(request: HttpRequest) -> HttpResponse:
    """The page says that somebody is there, reading or typing. Being asked is all it takes."""
    return HttpResponse(status=204)


@never_cache
@require_http_methods(["GET", "HEAD"])
def my_sessions(request: HttpRequest) -> HttpResponse:
    """Where the officer is signed in."""
    officer = officer_of(request)
    this = sessions.hashed(request.session.session_key or "")
    rows = [
        {"session": session, "is_this": session.session_key == this, "reference": reference(KIND, session.pk)}
        for session in sessions.signed_in(officer)
    ]
    rows.sort(key=lambda row: not row["is_this"])
    return render(
        request,
        "account/sessions.html",
        {"rows": rows, "others": len(rows) - 1, "idle_minutes": settings.MOORING_IDLE_MINUTES},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end_session(request: HttpRequest, named: str) -> HttpResponse:
    """End one session; ending this one signs out."""
    if request.method != "POST":
        return redirect("my_sessions")
    officer = officer_of(request)
    try:
        key = key_of(KIND, named)
    except NoSuchReference:
        raise Http404 from None
    session = next((each for each in sessions.signed_in(officer) if each.pk == key), None)
    if session is None:
        raise Http404
    if session.session_key == sessions.hashed(request.session.session_key or ""):
        logout(request)
        return redirect("account_login")
    sessions.end(session)
    messages.success(request, _("That session has ended."))
    return redirect("my_sessions")


@require_http_methods(["GET", "HEAD", "POST"])
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End every session but this one."""
    if request.method == "POST":
        ended = sessions.end_sessions(officer_of(request), but=request.session.session_key or "")
        said = ngettext("%(number)s session has ended.", "%(number)s sessions have ended.", ended) % {"number": ended}
        messages.success(request, said if ended else _("There was no other session."))
    return redirect("my_sessions")


def _following(request: HttpRequest) -> str:
    following = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
    return following if safe and not following.startswith("/account/locked") else "/"
