"""A password alone is not enough: a one-time code, a passkey, or the word of the agency's own sign-in that it asked for one."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mooring.safeguards.models import Officer
from mooring.web.sign_in import SECOND_FACTOR_BY_AGENCY, SIGNED_IN_BY_DEMO

OPEN_WITHOUT_SECOND_FACTOR = ("/account/", "/static/", "/language/", "/demo/")
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]
    """The stage of the sign-in that asks for the second factor, unless the agency has asked already."""

    def _should_handle(self, request: HttpRequest) -> bool:
        asked = self.login.user is not None and request.session.get(SECOND_FACTOR_BY_AGENCY) == self.login.user.pk
        return not asked and bool(super()._should_handle(request))


class SecondFactorRequiredMiddleware:
    """An officer without a second factor is led to set one up before any other door opens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        officer = request.user
        if (
            isinstance(officer, Officer)
            and not request.path.startswith(OPEN_WITHOUT_SECOND_FACTOR)
            and not (settings.MOORING_MODE != "production" and request.session.get(SIGNED_IN_BY_DEMO))
            and request.session.get(SECOND_FACTOR_BY_AGENCY) != officer.pk
            and not Authenticator.objects.filter(user=officer, type__in=SECOND_FACTORS).exists()
        ):
            return redirect(reverse("mfa_activate_totp"))
        return self.get_response(request)
