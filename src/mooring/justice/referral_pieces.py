"""What the court side can tell another agency: the care a witness wishes, the next day in court, and the lawyer. Never a claim's words."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.justice.models import Claim, Hearing, InjuredPartyLawyer, WitnessMeasure
from mooring.justice.panel import law_words
from mooring.referral.pieces import Line, Piece, register
from mooring.safeguards import clock


def care(case: Case) -> list[Line]:
    """What the person wishes to be spared, and how far each has come; what was declined is nobody's business."""
    wished = WitnessMeasure.objects.standing().filter(case=case, state__in=("wished", "arranged", "done"))
    return [(law_words(each.measure), str(each.get_state_display())) for each in wished.order_by("measure")]


def next_hearing(case: Case) -> list[Line]:
    """When and where the person is heard next."""
    ahead = Hearing.objects.standing().filter(case=case, is_off=False, held_at__gte=clock.now()).order_by("held_at")
    found = ahead.first()
    if found is None:
        return []
    found.case = case
    when = date_format(localtime(found.held_at), "DATETIME_FORMAT")
    lines = [(_("What"), str(found.get_kind_display())), (_("When"), when), (_("Where"), found.words("place"))]
    return [(label, words) for label, words in lines if words]


def lawyer(case: Case) -> list[Line]:
    """The lawyer of the injured party, and how that lawyer is reached."""
    found = InjuredPartyLawyer.objects.standing().filter(case=case, stands="appointed").first()
    if found is None:
        return []
    found.case = case
    lines = [(_("Name"), found.words("name")), (_("How the lawyer is reached"), found.words("reached"))]
    return [(label, words) for label, words in lines if words]


def claims(case: Case) -> list[Line]:
    """Which claims there are and where each stands; neither amounts nor words."""
    standing = Claim.objects.standing().filter(case=case).order_by("kind")
    return [(law_words(claim.kind), str(claim.get_state_display())) for claim in standing]


def fill() -> None:
    """Say what the court side can tell."""
    part = Compartment.SUPPORT
    register(
        Piece("witness_care", gettext_lazy("Care as a witness"), part, 70, care),
        Piece("next_hearing", gettext_lazy("The next day in court"), part, 71, next_hearing, by_hand=True),
        Piece("injured_party_lawyer", gettext_lazy("Lawyer of the injured party"), part, 72, lawyer),
        Piece("claims", gettext_lazy("Claims for compensation"), part, 73, claims),
    )
