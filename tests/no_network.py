"""No test reaches out of this machine: a connection anywhere but to itself is refused before it is made."""

from __future__ import annotations

import ipaddress
import sys

LOCAL_NAMES = frozenset({"localhost", ""})


class NetworkRefused(OSError):
    """A test tried to reach another machine."""


def is_local(address: object) -> bool:
    """Whether a socket address stays on this machine: a path, an abstract socket, or the loopback."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in LOCAL_NAMES


def refuse_what_leads_out(event: str, arguments: tuple[object, ...]) -> None:
    """The hook. An audit hook stays until the process ends, so it knows only one rule."""
    if event == "socket.connect" and not is_local(arguments[1]):
        raise NetworkRefused("Tests reach no other machine.")


def stay_at_home() -> None:
    sys.addaudithook(refuse_what_leads_out)
