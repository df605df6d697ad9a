"""Notices to a browser that is closed, by Web Push (RFC 8030, 8291, 8292).

The service of the browser's maker carries them, encrypted for that browser alone.
"""

from __future__ import annotations

import base64
import hmac
import json
import logging
from hashlib import sha256
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02
from pywebpush import WebPushException, webpush

from mooring.safeguards import keys
from mooring.safeguards.models import Officer
from mooring.safeguards.models.notices import PushSubscription

logger = logging.getLogger(__name__)
# The services of the browsers' makers. A server must never be sent to an address that somebody else chose.
SERVICES = ("fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com")
ORDER_OF_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SECONDS = 10
KEPT_BY_THE_SERVICE = 12 * 60 * 60
GONE = {404, 410}


class BadSubscription(ValueError):
    """What the browser sent is no subscription that this house can use."""


def public_key() -> str:
    """The key by which browsers know this house, as they want it: base64url, uncompressed."""
    point = _private_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")


def subscription(officer: Officer, given: object, device: str) -> PushSubscription:
    """A subscription from what a browser sent, not yet saved. Raises `BadSubscription`."""
    try:
        told = given if isinstance(given, dict) else {}
        endpoint, secrets = str(told["endpoint"]), told["keys"]
        wanted = {"endpoint": endpoint, "keys": {"p256dh": str(secrets["p256dh"]), "auth": str(secrets["auth"])}}
    except (KeyError, TypeError) as error:
        raise BadSubscription from error
    if len(endpoint) > 1000 or not is_a_service(endpoint):
        raise BadSubscription
    known_by = hmac.digest(keys.house_key("push-endpoint"), endpoint.encode(), sha256)
    row = PushSubscription(officer=officer, endpoint_key=known_by, device=device[:60])
    row.sealed = keys.seal(keys.house_key("push"), json.dumps(wanted).encode(), _place(row))
    return row


def is_a_service(endpoint: str) -> bool:
    """Whether an address belongs to a push service of a browser's maker, by HTTPS; this machine only in demo and test."""
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    if settings.MOORING_MODE == "test" and host == "127.0.0.1":
        return True
    return (
        parts.scheme == "https"
        and parts.port in (None, 443)
        and any(host == service or host.endswith(f".{service}") for service in SERVICES)
    )


def send(row: PushSubscription, words: str, language: str) -> bool | None:
    """Send words to one browser. True when its service took them, none when that browser is gone, false otherwise."""
    told = json.loads(keys.unseal(keys.house_key("push"), bytes(row.sealed), _place(row)))
    session = requests.Session()
    session.max_redirects = 0
    try:
        webpush(
            told,
            json.dumps({"words": words, "language": language}),
            vapid_private_key=Vapid02(_private_key()),
            vapid_claims={"sub": f"mailto:{settings.DEFAULT_FROM_EMAIL}"},
            timeout=SECONDS,
            ttl=KEPT_BY_THE_SERVICE,
            requests_session=session,
        )
    except WebPushException as error:
        status = error.response.status_code if error.response is not None else 0
        if status in GONE:
            return None
        logger.warning("A push service did not take a notice: %s", status)
        return False
    except (requests.RequestException, ValueError) as error:
        logger.warning("A push service could not be reached: %s", type(error).__name__)
        return False
    return True


def _place(row: PushSubscription) -> str:
    return f"safeguards_pushsubscription.sealed:{row.pk}"


def _private_key() -> ec.EllipticCurvePrivateKey:
    """Derived from the house's secret, so that it is stored nowhere and outlives a change of the master key."""
    number = int.from_bytes(keys.house_key("web-push") + keys.house_key("web-push, second half"), "big")
    return ec.derive_private_key(number % (ORDER_OF_P256 - 1) + 1, ec.SECP256R1())
