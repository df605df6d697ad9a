"""A browser without scripts, signed in as one of the cast."""

from __future__ import annotations

from django.test import Client

from mooring.safeguards.models import Officer
from mooring.web.sign_in import SIGNED_IN_BY_DEMO


def visit(officer: Officer) -> Client:
    """Sign an officer in without a one-time code, as the demo does it."""
    client = Client()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[SIGNED_IN_BY_DEMO] = True
    session.save()
    return client


def page(client: Client, address: str) -> str:
    """The words of a page that opens."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return str(response.content.decode())
