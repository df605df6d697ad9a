"""The roles of the mechanism, in words, with the verbs each may use.

A verb is the dotted name of a deed (`reflection.extend`) or of a look (`case.look`). Roles say what an officer may do at all;
whether she may do it to this person is a question of grants.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.utils.translation import get_language


@dataclass(frozen=True)
class Role:
    """A role: its code, its names by language, what it is for, its verbs, and whether an escalation may wake who serves in it."""

    code: str
    names: dict[str, str]
    purposes: dict[str, str]
    verbs: frozenset[str]
    may_be_woken: bool = False

    @property
    def name(self) -> str:
        return self.names.get(get_language() or "en", self.names["en"])

    @property
    def purpose(self) -> str:
        return self.purposes.get(get_language() or "en", self.purposes["en"])


class UnknownRole(KeyError):
    """No role has this code: see roles.toml."""


@cache
def all_roles() -> dict[str, Role]:
    """Every role by its code, as written in roles.toml."""
    text = resources.files("mooring.safeguards").joinpath("roles.toml").read_text(encoding="utf-8")
    return {
        code: Role(
            code,
            names=entry["name"],
            purposes=entry["purpose"],
            verbs=frozenset(entry["verbs"]),
            may_be_woken=entry.get("may_be_woken", False),
        )
        for code, entry in tomllib.loads(text).items()
    }


def role(code: str) -> Role:
    try:
        return all_roles()[code]
    except KeyError:
        raise UnknownRole(code) from None


def roles_with(verb: str) -> list[Role]:
    """The roles that may use a verb, for saying whom to ask."""
    return [role for role in all_roles().values() if verb in role.verbs]
