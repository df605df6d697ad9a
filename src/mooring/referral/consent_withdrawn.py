"""What becomes of referrals when the person withdraws the consent under which something was told."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext_lazy as _

from mooring.casework import consent_effects, events
from mooring.casework.consent_effects import Effect
from mooring.casework.models import Consent
from mooring.referral.grounds import GroundCode
from mooring.referral.models import Referral
from mooring.referral.referral_states import OPEN, ReferralState
from mooring.safeguards import notices
from mooring.safeguards.deeds import Done
from mooring.safeguards.models import Officer
from mooring.safeguards.notices import Urgency

NOTICE = "referral.consent_withdrawn"
NO_ANSWER_YET = _("It is withdrawn, and the other agency no longer sees what was told.")
TAKEN_UP = _("The other agency's access ends, and it is told not to use what it knows for this any further.")


def what_would_end(officer: Officer, consent: Consent) -> Iterator[Effect]:
    """The referrals that rest on a consent, and what becomes of each."""
    rest_on_it = Referral.objects.filter(consent=consent, ground=GroundCode.CONSENT).with_state().kept()
    for referral in rest_on_it.order_by("recorded_at", "id"):
        state = getattr(referral, "state", "")
        if state in OPEN | {ReferralState.DONE}:
            taken_up = state in (ReferralState.ACCEPTED, ReferralState.DONE)
            yield Effect(referral.reference, TAKEN_UP if taken_up else NO_ANSWER_YET, referral.address)


def end_sharing(done: Done) -> None:
    """End, in the transaction of the withdrawal, what was told under a consent; and tell both sides that it ended."""
    with connection.cursor() as cursor:
        cursor.execute("select referral, before from mooring_end_sharing(%s)", [getattr(done.thing, "pk", None)])
        ended: dict[int, str] = dict(cursor.fetchall())
    for referral in Referral.objects.filter(pk__in=ended).select_related("from_desk", "to_desk"):
        told = [referral.from_desk]
        if referral.to_desk is not None and ended[referral.pk] != ReferralState.DRAFT:
            told.append(referral.to_desk)
        notices.tell(NOTICE, to=told, address=referral.address, urgency=Urgency.URGENT)


def register() -> None:
    events.on("consent.withdraw", end_sharing)
    consent_effects.register(what_would_end)
