"""How the sign-in library behaves here: no self-registration, secrets sealed, passkeys only where a browser allows them."""

from __future__ import annotations

import base64
import ipaddress
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import keys
from mooring.safeguards.devices import device_of
from mooring.safeguards.models import Officer

SECOND_FACTOR = "allauth.mfa.stages.AuthenticateStage"
OUR_SECOND_FACTOR = "mooring.web.sign_in.second_factor.SecondFactorStage"


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Officers are invited; nobody opens an account herself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Whether to ask once more who this is: not within five minutes of the sign-in, so that codes are set up in one go."""
        records = get_authentication_records(self.request, self.request.user)
        return not any(time.time() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records)

    def get_login_stages(self) -> list[str]:
        return [OUR_SECOND_FACTOR if stage == SECOND_FACTOR else stage for stage in super().get_login_stages()]

    def set_password(self, user: Officer, password: str) -> None:
        user.set_password(password)
        user.save(update_fields=["password"])  # of an officer the application may write this and no other column

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The library would write a letter at each change; Mooring's own notices say what an officer must know."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """From where the request comes: what the nearest of our proxies saw. Only counted, under a keyed hash, never kept."""
        address = request.META.get("REMOTE_ADDR", "")
        if proxies := settings.MOORING_PROXIES:
            seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
            if len(seen) >= proxies:
                address = seen[-proxies]
        try:
            return str(ipaddress.ip_address(address))
        except ValueError:
            return "::"  # a socket without an address: everybody behind it is counted together


class SealedSecretsAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """One-time-code secrets and the seed of recovery codes lie sealed in the database."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(keys.seal(keys.house_key("one-time-codes"), text.encode(), "mfa")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys.unseal(keys.house_key("one-time-codes"), base64.b64decode(encrypted_text), "mfa").decode()

    def generate_authenticator_name(self, user: Officer, type: str) -> str:
        return device_of(self.request) or gettext("Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Mooring"}


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: always one that asks its holder for a finger, a face or a PIN, so that it can stand for both factors."""

    name = forms.CharField(label=_("Name of this passkey"), max_length=60, help_text=_("Such as: my work telephone."))
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def clean_passwordless(self) -> bool:
        return True


class SignInByPasskeyForm(LoginWebAuthnForm):  # type: ignore[misc]
    """What a browser sends of a passkey; whatever else anybody sends, signed in or not, is a wrong one."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except (KeyError, AttributeError, TypeError, OverflowError, DatabaseError):
            raise DefaultMFAAdapter().validation_error("incorrect_code") from None


def why_no_passkeys(request: HttpRequest) -> str:
    """Why the browser will not use passkeys at this address: "number", "not_secure", or empty when it will."""
    host = request.get_host().rpartition(":")[0] if ":" in request.get_host() else request.get_host()
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        pass
    else:
        return "number"
    named_here = host == "localhost" or host.endswith(".localhost")
    return "" if request.is_secure() or named_here else "not_secure"
