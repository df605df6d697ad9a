"""What the law engine says when it cannot answer, or when an act has no basis in law.

Asking always gives a `Finding`, also where the law gives nothing: then `Finding.provides` is false and the reasons say
why. An *act* calls `Finding.or_refuse()`, which raises `NotProvidedFor`. A pack that does not know raises
`NotAnswered`: it never says no for want of knowledge.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mooring.law.findings import Finding


class LawError(Exception):
    """Something about the law could not be answered or done; the message says what to do next."""


class NotAnswered(LawError):
    """The country pack does not answer this; ask a lawyer, and let the pack be extended."""


class OutsideTerritory(NotAnswered):
    """The matter belongs to a territory whose law is not in this pack."""


class FactsMissing(NotAnswered):
    """The question needs a fact that was not given, or the facts given cannot be true together."""


class NotProvidedFor(LawError):
    """The law of the day has no provision for this act; `finding` holds the reasons."""

    def __init__(self, finding: "Finding") -> None:
        self.finding = finding
        super().__init__(" ".join([finding.sentence(), *finding.sentences()]))


class BadPack(LawError):
    """A country pack is wrong in itself: a value without citation, rows that overlap, a day that is no day."""


class NoSuchCountry(LawError):
    """No country pack of this name is installed."""
