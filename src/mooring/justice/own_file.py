"""What the court side holds of a person: care as a witness, days in court, the lawyer, and claims."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import Case
from mooring.casework.own_file import Part, part_of, register
from mooring.justice.models import Claim, Hearing, InjuredPartyLawyer, WitnessMeasure
from mooring.justice.panel import law_words
from mooring.safeguards.models import Officer


def redress(officer: Officer, case: Case) -> Iterator[Part]:
    """Everything that stands, with its words."""
    for measure in WitnessMeasure.objects.standing().filter(case=case).order_by("measure"):
        measure.case = case
        yield part_of(
            officer,
            measure,
            "witness_measure",
            _("Care as a witness"),
            ("measure", _("What"), law_words(measure.measure)),
            ("state", _("Where it stands"), measure.get_state_display()),
            ("words", _("Words"), measure.words("words")),
        )
    for hearing in Hearing.objects.standing().filter(case=case).order_by("held_at"):
        hearing.case = case
        yield part_of(
            officer,
            hearing,
            "hearing",
            _("Heard"),
            ("kind", _("What"), hearing.get_kind_display()),
            ("held_at", _("Day"), localtime(hearing.held_at).date()),
            ("place", _("Where"), hearing.words("place")),
            ("contact", _("Contact at the prosecution"), hearing.words("contact")),
            ("agreed", _("What was agreed"), hearing.words("agreed")),
        )
    for lawyer in InjuredPartyLawyer.objects.standing().filter(case=case):
        lawyer.case = case
        yield part_of(
            officer,
            lawyer,
            "injured_party_lawyer",
            _("Lawyer of the injured party"),
            ("stands", _("Where it stands"), lawyer.get_stands_display()),
            ("name", _("Name"), lawyer.words("name")),
            ("reached", _("How the lawyer is reached"), lawyer.words("reached")),
        )
    for claim in Claim.objects.standing().filter(case=case).order_by("kind"):
        claim.case = case
        yield part_of(
            officer,
            claim,
            "claim",
            _("Compensation"),
            ("kind", _("What"), law_words(claim.kind)),
            ("state", _("Where it stands"), claim.get_state_display()),
            ("asked", _("Asked for"), f"{claim.asked} {claim.currency}" if claim.asked is not None else ""),
            ("awarded", _("Awarded"), f"{claim.awarded} {claim.currency}" if claim.awarded is not None else ""),
            ("paid", _("Paid"), f"{claim.paid} {claim.currency}" if claim.paid is not None else ""),
            ("exception", _("Why it came late"), claim.words("exception")),
            ("words", _("Words"), claim.words("words")),
        )


def fill() -> None:
    """Say what the court side holds."""
    register("redress", gettext_lazy("Court and compensation"), redress, order=60)
