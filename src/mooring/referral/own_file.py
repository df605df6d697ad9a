"""What referral holds of a person: what was told about her or him, to whom, for what and on which ground; and who was responsible."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import Case
from mooring.casework.own_file import Part, part_of, register
from mooring.referral.grounds import GroundCode
from mooring.referral.models import REASONS, MessageKind, ReferralMessage, ReferralStep, Responsibility
from mooring.referral.referral_states import ReferralState
from mooring.referral.service_codes import service_label
from mooring.safeguards.models import Officer


def told(officer: Officer, case: Case) -> Iterator[Part]:
    """Each time something was told to another agency, piece by piece as it was written out, and what became of it."""
    sendings = ReferralStep.objects.filter(referral__case=case, state=ReferralState.SENT)
    for step in sendings.select_related("referral__to_agency").order_by("recorded_at", "id"):
        referral = step.referral
        yield part_of(
            officer,
            step,
            "referral",
            _("Told to another agency"),
            ("to", _("To"), referral.to_agency.name),
            ("need", _("For"), service_label(referral.need)),
            ("ground", _("Ground"), GroundCode(referral.ground).label),
            ("message", _("Written along with it"), referral.message),
            *(
                (f"{piece.code}.{number}", f"{piece.title}: {label}" if label else piece.title, words)
                for piece in step.pieces.order_by("position")
                for number, (label, words) in enumerate(piece.lines)
            ),
        )
    for step in _with_words(case):
        yield part_of(
            officer,
            step,
            "referral_answer",
            _("About a referral: %(state)s") % {"state": step.label},
            ("reason", _("Reason"), REASONS.get(step.reason, "")),
            ("words", _("Words"), step.words),
            about_others=True,
        )
    for message in ReferralMessage.objects.filter(referral__case=case, kind=MessageKind.FEEDBACK).order_by(
        "recorded_at"
    ):
        yield part_of(
            officer,
            message,
            "referral_message",
            _("Message about a referral"),
            ("words", _("Words"), message.words),
            about_others=True,
        )


def responsible(officer: Officer, case: Case) -> Iterator[Part]:
    """Which agency was responsible for the person, and since when."""
    for standing in Responsibility.objects.filter(case=case).select_related("desk__agency").order_by("since"):
        line = ("agency", _("Agency"), standing.desk.agency.name)
        yield part_of(officer, standing, "responsibility", _("Responsible"), line)


def _with_words(case: Case) -> Iterator[ReferralStep]:
    steps = ReferralStep.objects.filter(referral__case=case, recorded_by__isnull=False)
    yield from steps.exclude(words_sealed=None).select_related("referral").order_by("recorded_at", "id")


def fill() -> None:
    """Say what referral holds."""
    register("responsible", gettext_lazy("Who was responsible"), responsible, order=15)
    register("told", gettext_lazy("What was told to other agencies"), told, order=70)
