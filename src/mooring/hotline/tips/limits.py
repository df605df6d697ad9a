"""How much may come from one network: enough for a class with its teacher, too little for a flood. It says so plainly, and keeps the text.

A network is known for a day by a hash with a random salt, which is thrown away the next day; no address is kept.
"""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.db import connection
from django.http import HttpRequest

from mooring.hotline.tips.proof_of_work import Lane
from mooring.safeguards import clock, keys


@dataclass(frozen=True)
class Limit:
    """At most so many from one network within so many seconds."""

    scope: str
    most: int
    seconds: int


SENDING = {
    Lane.PROVEN: Limit(Lane.PROVEN, 40, 600),
    Lane.UNPROVEN: Limit(Lane.UNPROVEN, 10, 600),
}
GUESSING = Limit("guessing", 10, 3600)  # receipts under which there is nothing

_salts: dict[tuple[str, date], bytes] = {}


def network_of(request: HttpRequest) -> bytes:
    """From which network a request comes, as a hash of today, 16 bytes. Of an address the last part is cut off first."""
    seen = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    mapped = getattr(seen, "ipv4_mapped", None) or seen
    network = ipaddress.ip_network((mapped, 24 if mapped.version == 4 else 48), strict=False)
    secret = hmac.digest(keys.house_key("tip-network"), _salt(), sha256)
    return hmac.digest(secret, str(network).encode(), sha256)[:16]


def seconds_to_wait(limit: Limit, network: bytes) -> int:
    """How long it takes until something from this network is taken in again."""
    with connection.cursor() as cursor:
        cursor.execute("select mooring_tip_wait(%s, %s)", [limit.scope, network])
        return int(cursor.fetchone()[0])


def _salt() -> bytes:
    """The salt of today, which all processes share."""
    here = str(connection.settings_dict["NAME"]), clock.today()
    if here not in _salts:
        with connection.cursor() as cursor:
            cursor.execute("select mooring_tip_salt(%s)", [here[1]])
            _salts.clear()
            _salts[here] = bytes(cursor.fetchone()[0])
    return _salts[here]
