"""The window of consent on the case page: what the person agreed to, what has ended or was withdrawn, and on what the file rests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework import consent_choices, labels, panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Basis, Case, Consent, ConsentTo, DataBasis, GivenHow
from mooring.casework.named_by_code import language_name
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference

LABELS: dict[str, Any] = {
    "consent.give": gettext_lazy("The person agreed"),
    "consent.withdraw": gettext_lazy("The person no longer agrees"),
    "data_basis.record": gettext_lazy("Basis of the file recorded"),
    **{f"consent.{kind.value}": kind.label for kind in ConsentTo},
    **{f"given_how.{how.value}": how.label for how in GivenHow},
    **{f"basis.{basis.value}": basis.label for basis in Basis},
}


@dataclass(frozen=True)
class Shown:
    """One consent as a page says it, in sentences that can be read aloud."""

    consent: Consent
    about: str
    parts: tuple[str, ...]
    how: str
    said: str
    why_withdrawn: str

    @property
    def named(self) -> str:
        """How an address names it."""
        return reference("consent", self.consent.pk)


def shown(officer: Officer, case: Case, consents: Iterable[Consent]) -> list[Shown]:
    """The consents as sentences; what they say is opened here."""
    titles = {code: str(title) for code, title in consent_choices.parts(officer, case)}
    found = []
    for consent in consents:
        consent.case = case
        found.append(
            Shown(
                consent,
                about(consent),
                tuple(titles.get(code, code.replace("_", " ")) for code in consent.parts),
                how(consent),
                consent.words("words"),
                consent.words("why_withdrawn"),
            )
        )
    return found


def about(consent: Consent) -> str:
    """To what the person agreed, in one sentence."""
    if consent.kind == ConsentTo.SUPPORT:
        return _("The person wishes to be supported.")
    return _("%(agency)s may be told something, for this: %(purpose)s.") % {
        "agency": consent.recipient,
        "purpose": consent_choices.purpose_name(consent.purpose),
    }


def how(consent: Consent) -> str:
    """How it was explained and how the person answered."""
    answered = consent.get_relation_display() or consent.get_given_how_display()
    return _("Explained: %(how)s (%(language)s). Answer: %(answer)s.") % {
        "how": consent.get_explained_how_display(),
        "language": language_name(consent.language),
        "answer": answered,
    }


def consents(officer: Officer, case: Case) -> Mapping[str, Any]:
    """What stands, what has ended, what was withdrawn; and the basis of each agency that recorded one."""
    standing = Consent.objects.standing().filter(case=case).select_related("recipient", "explained_by", "recorded_by")
    every = shown(officer, case, standing.order_by("-given_at"))
    today = clock.today()
    bases = DataBasis.objects.standing().filter(case=case).select_related("agency").order_by("agency__name")
    may_write = case.held_by(officer).get(Compartment.CORE, False) and not case.is_erased
    return {
        "running": [one for one in every if one.consent.runs_on(today)],
        "withdrawn": [one for one in every if one.consent.withdrawn_at is not None],
        "ended": [one for one in every if one.consent.withdrawn_at is None and not one.consent.runs_on(today)],
        "bases": [(basis, Finding.from_record(basis.finding) if basis.finding else None) for basis in bases],
        "may_give": may_write and officer.may("consent.give"),
        "may_withdraw": may_write and officer.may("consent.withdraw"),
        "may_record_basis": may_write and officer.may("data_basis.record"),
    }


def register() -> None:
    """Put the window on the case page, and name its deeds."""
    labels.register(LABELS)
    panels.register(
        panels.Panel(
            "consent",
            gettext_lazy("Consent"),
            "consent.look",
            Compartment.CORE,
            "casework/consent.html",
            consents,
            35,
        )
    )
