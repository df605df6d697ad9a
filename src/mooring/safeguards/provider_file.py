"""The file in which an installation names the sign-ins that its agencies bring: read by the pages, and entered by the owner.

One table an agency, by the agency's code:

    [harbour]
    name = "Harbour"
    server_url = "https://login.harbour.example/realms/staff"   # where /.well-known/openid-configuration lies
    client_id = "mooring"
    client_secret_file = "/etc/mooring/harbour.secret"
    email_domains = ["harbour.example"]
    userinfo = false                  # whether claims are also asked for at the provider's userinfo address
    vouches_for_email = false         # true: the directory is the agency's own, so its addresses need no claim email_verified
    second_factor = { amr = ["mfa", "hwk"], acr = [] }   # one of these says that more than a password was asked for
    origins = []                      # where the provider's sign-in page stands, when not under server_url

    [[harbour.postings]]
    claim = "groups"
    value = "mooring-social-workers"
    desk = "harbour-desk"
    role = "social_worker"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")


class BadProviderFile(ValueError):
    """The file of identity providers cannot be used; the message says where and why."""


@dataclass(frozen=True)
class ClaimedPlace:
    """Whoever comes with `claim` = `value` serves at the desk of this code in this role."""

    claim: str
    value: str
    desk: str
    role: str


@dataclass(frozen=True)
class Provider:
    """The sign-in of one agency. `code` is the agency's."""

    code: str
    name: str
    server_url: str
    client_id: str
    secret_file: Path
    domains: tuple[str, ...]
    userinfo: bool = False
    vouches_for_email: bool = False
    amr: frozenset[str] = frozenset()
    acr: frozenset[str] = frozenset()
    origins: tuple[str, ...] = ()
    places: tuple[ClaimedPlace, ...] = field(default=())

    def secret(self) -> str:
        """The secret shared with the provider. Raises `BadProviderFile` when it cannot be read."""
        try:
            return self.secret_file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadProviderFile(f"{self.code}: {self.secret_file} cannot be read: {error.strerror}.") from error


def read_providers(file: Path | None) -> dict[str, Provider]:
    """The providers by the code of their agency; none without a file. Raises `BadProviderFile`."""
    if file is None:
        return {}
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadProviderFile(f"{file} cannot be read: {error.strerror}.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadProviderFile(f"{file}: {error}.") from error
    return {code: _provider(code, entry) for code, entry in written.items()}


def _provider(code: str, entry: dict[str, Any]) -> Provider:
    try:
        provider = Provider(
            code=code,
            name=str(entry["name"]),
            server_url=str(entry["server_url"]).rstrip("/"),
            client_id=str(entry["client_id"]),
            secret_file=Path(entry["client_secret_file"]).expanduser(),
            domains=tuple(str(domain).lower() for domain in entry["email_domains"]),
            userinfo=bool(entry.get("userinfo", False)),
            vouches_for_email=bool(entry.get("vouches_for_email", False)),
            amr=frozenset(entry.get("second_factor", {}).get("amr", ())),
            acr=frozenset(entry.get("second_factor", {}).get("acr", ())),
            origins=(origin(entry["server_url"]), *(origin(each) for each in entry.get("origins", ()))),
            places=tuple(
                ClaimedPlace(place["claim"], place["value"], place["desk"], place["role"])
                for place in entry.get("postings", ())
            ),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise BadProviderFile(f"{code}: {error} is missing or of the wrong shape.") from error
    if not provider.domains:
        raise BadProviderFile(f"{code}: email_domains names no domain.")
    return provider


def origin(url: str) -> str:
    """The scheme, host and port of an address. Raises `BadProviderFile` unless it is https, or on this machine."""
    parts = urlsplit(url)
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)):
        raise BadProviderFile(f"{url} is not an address of https.")
    return f"{parts.scheme}://{parts.netloc}"
