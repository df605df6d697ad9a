"""Sign-in: no self-registration, one-time codes compulsory, their secrets sealed."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mooring.safeguards import keys
from mooring.safeguards.models import Officer

SIGNED_IN_BY_DEMO = "signed_in_by_demo"
OPEN_WITHOUT_CODE = ("/account/", "/static/", "/language/", "/demo/")


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Officers are invited; nobody opens an account herself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Whether to ask once more who this is: not within five minutes of the sign-in, so that codes are set up in one go."""
        records = get_authentication_records(self.request, self.request.user)
        return not any(time.time() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records)


class SealedSecretsAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """One-time-code secrets and the seed of recovery codes lie sealed in the database."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(keys.seal(keys.house_key("one-time-codes"), text.encode(), "mfa")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys.unseal(keys.house_key("one-time-codes"), base64.b64decode(encrypted_text), "mfa").decode()


class OneTimeCodeRequiredMiddleware:
    """An officer without a one-time-code app is led to set one up before any other door opens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        officer = request.user
        if (
            isinstance(officer, Officer)
            and not request.path.startswith(OPEN_WITHOUT_CODE)
            and not (settings.MOORING_MODE != "production" and request.session.get(SIGNED_IN_BY_DEMO))
            and not Authenticator.objects.filter(user=officer, type=Authenticator.Type.TOTP).exists()
        ):
            return redirect(reverse("mfa_activate_totp"))
        return self.get_response(request)
