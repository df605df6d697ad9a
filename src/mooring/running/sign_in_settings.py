"""How officers sign in here: when a session locks, which proxies stand before the house, which agencies bring their own sign-in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mooring.safeguards.provider_file import read_providers

IDLE_MINUTES = 15


class BadSignInSetting(ValueError):
    """A setting of sign-in cannot be read; the message says which and what it may be."""


@dataclass(frozen=True)
class SignIn:
    """`proxies`: how many of our own stand in a row before this process; None when nobody said."""

    idle_minutes: int
    proxies: int | None
    providers: Path | None

    def places_of_agencies(self) -> list[str]:
        """Where the agencies' sign-in pages stand: the only places a form of ours may lead to. Raises `BadProviderFile`."""
        found = {place for provider in read_providers(self.providers).values() for place in provider.origins}
        return sorted(found)


def read(environ: Mapping[str, str] = os.environ) -> SignIn:
    """Read the settings. Raises `BadSignInSetting` for a value that cannot be understood."""
    file = environ.get("MOORING_IDENTITY_PROVIDERS")
    proxies = environ.get("MOORING_PROXIES") or ""
    return SignIn(
        idle_minutes=_number(environ.get("MOORING_IDLE_MINUTES") or str(IDLE_MINUTES), "MOORING_IDLE_MINUTES", 1, 240),
        proxies=_number(proxies, "MOORING_PROXIES", 0, 9) if proxies else None,
        providers=Path(file).expanduser().absolute() if file else None,
    )


def refusals(sign_in: SignIn) -> list[str]:
    """Why a production will not start like this, one sentence a reason."""
    if not sign_in.proxies:
        return [
            "Production serves https through a proxy of yours, and counts failed sign-ins by where they come from: "
            "set MOORING_PROXIES to how many proxies stand in a row before it (mostly 1)."
        ]
    return []


def _number(text: str, name: str, least: int, most: int) -> int:
    if not text.isdigit() or not least <= int(text) <= most:
        raise BadSignInSetting(f"{name} is '{text}'; it must be a number between {least} and {most}.")
    return int(text)
