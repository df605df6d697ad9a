"""Sign-in by an agency's own identity provider (OpenID Connect): the agency says who it is, the house says who may come in."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mooring.safeguards import identity_providers
from mooring.safeguards.provider_file import Provider, read_providers
from mooring.web.sign_in import SECOND_FACTOR_BY_AGENCY

KIND = "openid_connect"
NOT_LET_IN = "socialaccount/authentication_error.html"


@cache
def _read(file: Path | None) -> dict[str, Provider]:
    return read_providers(file)


def providers() -> dict[str, Provider]:
    """The agencies' own sign-ins by the code of their agency, read once."""
    return _read(settings.MOORING_IDENTITY_PROVIDERS)


class AgencyAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Who comes from an agency is looked up and let in here; the library keeps no account, no token and no claim."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        return [
            SocialApp(
                provider=KIND,
                provider_id=each.code,
                name=each.name,
                client_id=each.client_id,
                secret=each.secret(),
                settings={
                    "server_url": each.server_url,
                    "fetch_userinfo": each.userinfo,
                    "oauth_pkce_enabled": True,
                },
            )
            for each in providers().values()
            if provider in (None, KIND, each.code) and client_id in (None, each.client_id)
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """Always answers itself, so that nothing the library would do afterwards is reached: no sign-up, no connecting."""
        raise ImmediateHttpResponse(_let_in(request, sociallogin))


def _let_in(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    told: dict[str, Any] = sociallogin.account.extra_data
    token: dict[str, Any] = told.get("id_token") or {}
    more: dict[str, Any] = told.get("userinfo") or {}
    provider = providers().get(sociallogin.account.provider)
    # Who it is and how strongly that was shown comes from the signed token alone; the rest may be asked for afterwards.
    if provider is None or not token.get("sub") or (more and more.get("sub") != token["sub"]):
        return _not_let_in(request)
    claims = {**more, **token}
    email = str(claims.get("email") or "").lower()
    verified = provider.vouches_for_email or claims.get("email_verified") is True
    if not verified or email.partition("@")[2] not in provider.domains:
        return _not_let_in(request)
    officer = identity_providers.officer_by_claims(provider, claims, email)
    if officer is None:
        return _not_let_in(request)
    if request.user.is_authenticated:
        get_account_adapter(request).logout(request)
    methods = token.get("amr")
    shown = set(methods) if isinstance(methods, list) else set()
    if shown & provider.amr or token.get("acr") in provider.acr:
        request.session[SECOND_FACTOR_BY_AGENCY] = officer.pk
    record_authentication(request, officer, "socialaccount", provider=provider.code)
    answer: HttpResponse = perform_login(request, officer, redirect_url=sociallogin.get_redirect_url(request))
    return answer


def _not_let_in(request: HttpRequest) -> HttpResponse:
    return render(request, NOT_LET_IN, status=401)


class VerifyingAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """As the library's, but the signature of the token is checked even though it came straight from the provider."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return claims

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> SocialLogin:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("The provider sent no id_token.")
        return super().complete_login(request, app, token, **kwargs)


@login_not_required
@never_cache
@require_POST
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the agency's sign-in."""
    return _library(OAuth2LoginView, request, provider_id)


@login_not_required
@never_cache
@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the agency's sign-in, with its word."""
    return _library(OAuth2CallbackView, request, provider_id)


@login_not_required
@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    """The sign-in at the agency was broken off."""
    return redirect("account_login")


def _library(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    if provider_id not in providers():
        raise Http404
    answer: HttpResponse = view.adapter_view(VerifyingAdapter(request, provider_id))(request)
    return answer
