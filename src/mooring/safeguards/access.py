"""May this officer do this? One function, which answers with a reason to refuse, or with none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, runtime_checkable

from django.utils.translation import gettext as _

from mooring.safeguards.models import Officer
from mooring.safeguards.roles import roles_with


class Why(StrEnum):
    """The kinds of refusal. `UNSEEN` is answered exactly as if the thing did not exist."""

    NOT_POSTED = "not_posted"
    NOT_IN_ROLE = "not_in_role"
    UNSEEN = "unseen"
    NOT_GRANTED = "not_granted"
    HOUSE_RULE = "house_rule"


@dataclass(frozen=True)
class Refusal:
    """Why an officer may not, and what she can do instead. Holds nothing about any person."""

    why: Why
    verb: str
    reason: str
    instead: str = ""


@runtime_checkable
class Guarded(Protocol):
    """A thing that is not everybody's: it says itself whether this officer may use this verb on it."""

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None: ...


@dataclass
class Refused(Exception):
    """A deed or a look was refused. Carries the refusal, and the key of the case for the ledger.

    `noted_by` writes the ledger's line instead of the usual way, where the key is not known to who refuses.
    """

    refusal: Refusal
    officer: Officer
    case_key: int | None = None
    args: tuple[object, ...] = field(default=())
    noted_by: Callable[[Refused], None] | None = None

    def __str__(self) -> str:
        return f"{self.refusal.verb}: {self.refusal.why}"


def access(
    officer: Officer, verb: str, thing: Guarded | None = None, *, compartment: str = "core", writing: bool = False
) -> Refusal | None:
    """The reason why the officer may not do `verb` (to `thing`, in one compartment of it), or none when she may.

    1. she must be posted somewhere now; 2. one of her roles must know the verb; 3. the thing itself must not refuse.
    """
    if not officer.is_active or not officer.running_postings():
        return Refusal(
            Why.NOT_POSTED,
            verb,
            _("You serve at no desk at present."),
            _("Ask the administrator of your agency for a posting."),
        )
    if not officer.may(verb):
        names = ", ".join(role.name for role in roles_with(verb))
        return Refusal(
            Why.NOT_IN_ROLE,
            verb,
            _("Your role does not include this."),
            _("It is done by: %(roles)s.") % {"roles": names} if names else "",
        )
    return thing.refusal_to(officer, verb, compartment, writing=writing) if thing is not None else None


def see_that_open(thing: Guarded, officer: Officer, verb: str, compartment: str, *, writing: bool = False) -> None:
    """See that a thing that is no case is open to an officer for this verb. Raises `Refused`."""
    refusal = thing.refusal_to(officer, verb, compartment, writing=writing)
    if refusal is not None:
        raise Refused(refusal, officer)
