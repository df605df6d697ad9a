"""On what ground something about a person may be told to another agency. No ground, no telling; a refusal says what else may be done.

Consent is looked up anew, and held, so that none is used that was withdrawn a moment ago. What a provision carries, the country's law
says; where the law is not in the pack, consent is the only ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.house_rule import house_rule
from mooring.casework.known import known
from mooring.casework.models import Case, Consent, ConsentTo
from mooring.law import Finding, NotAnswered
from mooring.referral import pieces as list_of_pieces
from mooring.referral.pieces import Piece
from mooring.referral.police import POLICE_KINDS, PoliceGround, is_support_matter
from mooring.referral.service_codes import service_label
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Agency, Officer


class GroundCode(models.TextChoices):
    """The grounds on which something may be told."""

    CONSENT = "consent", gettext_lazy("The person's consent")
    PROVISION = "provision", gettext_lazy("A provision of law")
    DANGER_TO_LIFE = "danger_to_life", gettext_lazy("Danger to life, now")
    COURT_ORDER = "court_order", gettext_lazy("Order of a court")
    DUTY_TO_TESTIFY = "duty_to_testify", gettext_lazy("Duty to testify")


# The only grounds on which the police may receive support matters. Each breaks a confidence, so each is asked for whoever receives.
NAMED_GROUNDS = (GroundCode.DANGER_TO_LIFE, GroundCode.COURT_ORDER, GroundCode.DUTY_TO_TESTIFY)


@dataclass(frozen=True)
class Ground:
    """That something may be told, and why: the ground, the law's finding (none where its pack is silent), and the consent if it is one."""

    code: str
    finding: Finding | None = None
    consent: Consent | None = None


@dataclass(frozen=True)
class NoGround:
    """That it may not be told: the reason, and what may be done instead."""

    reason: str
    instead: str

    def refused(self, verb: str, by: Officer, case: Case) -> Refused:
        """The refusal, to be raised by a deed."""
        return house_rule(verb, by, case, self.reason, self.instead)


def ground_for(
    case: Case,
    agency: Agency,
    need: str,
    pieces: Sequence[str],
    *,
    ground: str,
    consent: Consent | None = None,
    police: PoliceGround | None = None,
    on: date,
) -> Ground | NoGround:
    """Whether these pieces of a case may be told to this agency for this need, on this ground, on this day.

    `police`: what was done before one of the three named grounds is used. Raises `NoSuchPiece` for a piece nobody knows.
    """
    chosen = list_of_pieces.named(pieces)
    if ground not in GroundCode.values:
        return NoGround(
            _("Nothing is told without a ground."), _("Ask the person, and record what she or he agreed to.")
        )
    if ground in NAMED_GROUNDS:
        return _on_a_named_ground(agency, chosen, GroundCode(ground), police, on)
    if agency.kind in POLICE_KINDS and is_support_matter(need, chosen):
        return NoGround(
            _("The police do not receive what belongs to the person's support, whoever agreed to it."),
            _(
                "Only danger to life now, an order of a court or a duty to testify carry that. Ask the police for what is "
                "theirs to do, and leave out support, health and where the person lives."
            ),
        )
    if ground == GroundCode.CONSENT:
        return _on_consent(case, agency, need, chosen, consent, on)
    return _on_a_provision(case, agency, on)


def _on_consent(
    case: Case, agency: Agency, need: str, chosen: Sequence[Piece], consent: Consent | None, on: date
) -> Ground | NoGround:
    standing = _held(case, consent)
    ask = _("Ask the person, and record a consent of its own for this.")
    if standing is None:
        return NoGround(_("There is no consent of this person to this."), ask)
    if standing.kind != ConsentTo.SHARE:
        return NoGround(_("That the person agreed to be supported does not let anybody tell others."), ask)
    if standing.withdrawn_at is not None or standing.superseded_by_id is not None:
        return NoGround(_("The person no longer agrees: this consent was withdrawn."), _("Tell nothing more on it."))
    if standing.recipient_id != agency.pk:
        words = _("This consent is for another agency: %(agency)s.") % {"agency": standing.recipient}
        return NoGround(words, ask)
    if standing.purpose != need:
        words = _("This consent is for something else: %(need)s.") % {"need": service_label(standing.purpose)}
        return NoGround(words, ask)
    if not standing.runs_on(on):
        return NoGround(_("This consent does not hold on this day."), _("Ask the person whether it shall go on."))
    if more := [str(piece.title) for piece in chosen if piece.code not in standing.parts]:
        return NoGround(
            _("The person did not agree that this is told: %(pieces)s.") % {"pieces": ", ".join(more)},
            _("Leave it out, or ask the person about it."),
        )
    return Ground(GroundCode.CONSENT, _law_on(GroundCode.CONSENT, on), standing)


def _held(case: Case, consent: Consent | None) -> Consent | None:
    """The consent as it stands in the database now, held until the deed is done: a withdrawal at the same moment waits for it."""
    if consent is None:
        return None
    rows = Consent.objects.filter(pk=consent.pk, case=case)
    held: Consent | None = rows.select_for_update(no_key=True, of=("self",)).first() or rows.first()
    return held


def _on_a_provision(case: Case, agency: Agency, on: date) -> Ground | NoGround:
    child = known(case, "treated_as_child")
    for finding in provisions(on):
        receivers = finding.codes("receivers")
        if (not receivers or agency.kind in receivers) and (child or not finding["children_only"]):
            return Ground(GroundCode.PROVISION, finding)
    return NoGround(
        _("No provision of law that is known here carries this to this agency."),
        _("Ask the person, or ask a lawyer. Without either, tell nothing."),
    )


def _on_a_named_ground(
    agency: Agency, chosen: Sequence[Piece], ground: GroundCode, police: PoliceGround | None, on: date
) -> Ground | NoGround:
    finding = _law_on(ground, on)
    if finding is None or not finding.provides:
        return NoGround(
            _("The law of this country is not known here on this ground. Then consent is the only one."),
            _("Ask a lawyer. If a life is in danger this minute, ring the emergency number: it asks for no case."),
        )
    receivers = finding.codes("receivers")
    if receivers and agency.kind not in receivers:
        return NoGround(_("On this ground it is told to somebody else."), _("Look at the ground once more."))
    if police is None or police.lawyer_asked_on is None or police.lawyer_asked_on > on:
        return NoGround(
            _("The lawyer of your agency has not been asked."),
            _(
                "Ask first, and write down the day. If a life is in danger this minute, ring the emergency number: "
                "it asks for no case."
            ),
        )
    if not police.told_person and not police.not_told_because:
        return NoGround(
            _("The person has not been told."), _("Tell her or him, or say that telling would endanger somebody.")
        )
    if agency.kind in POLICE_KINDS and (more := [str(piece.title) for piece in chosen if not piece.minimum_for_police]):
        return NoGround(
            _("That is more than the police need on this ground: %(pieces)s.") % {"pieces": ", ".join(more)},
            _("Leave it out: only what is needed to find and protect the person, or to answer the court."),
        )
    return Ground(ground, finding)


def provisions(on: date) -> list[Finding]:
    """What the country's law lets be told without consent on a day; nothing where its pack is silent."""
    try:
        codes = settings.MOORING_COUNTRY.law.sharing_provisions(on)
    except NotAnswered:
        return []
    found = (_law_on(code, on) for code in codes)
    return [finding for finding in found if finding is not None and finding.provides]


def _law_on(ground: str, on: date) -> Finding | None:
    try:
        finding: Finding = settings.MOORING_COUNTRY.law.sharing(str(ground), on)
    except NotAnswered:
        return None
    return finding
