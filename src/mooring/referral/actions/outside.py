"""Handing a referral to an agency that has no access of its own: laying its sealed page, and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils.translation import gettext as _

from mooring.referral.actions.moving import refuse
from mooring.referral.actions.referrals import police_of
from mooring.referral.grounds import NoGround, ground_for
from mooring.referral.models import PageEnd, Referral, SealedPage
from mooring.referral.outside.page import written_for
from mooring.referral.outside.sealing import LinkAndCode, new_link_and_code
from mooring.referral.referral_states import OPEN, ReferralState
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

LONGEST_DAYS = 30


@dataclass(frozen=True)
class Laid:
    """A sealed page that has just been laid, with the link and the code that nobody can ask for a second time."""

    page: SealedPage
    way_in: LinkAndCode

    is_on_the_timeline = True


@deed("referral.lay_page", on="referral")
def lay_page(*, by: Officer, referral: Referral, days: int, language: str) -> Laid:
    """Seal what was shared for an agency without access: a link for its mail, a code for the telephone. A link that stood ends.

    What the case holds today of the pieces that were sent is written out, so the ground is asked anew.

    Refused for a referral that has a desk here, that was not sent, or that is over.
    """
    verb = "referral.lay_page"
    if referral.to_desk_id is not None:
        raise refuse(verb, by, referral, _("This agency has a desk here."), _("It sees the referral in its own list."))
    state = referral.look_again().state
    if state == ReferralState.DRAFT or state not in OPEN:
        raise refuse(verb, by, referral, _("It is not sent, or it is over."), _("Send it first, or write another."))
    if not 1 <= days <= LONGEST_DAYS:
        raise refuse(verb, by, referral, _("A link works for 1 to 30 days."), _("Choose a number of days between."))
    found = ground_for(
        referral.case,
        referral.to_agency,
        referral.need,
        [piece.code for piece in referral.package()],
        ground=referral.ground,
        consent=referral.consent,
        police=police_of(referral),
        on=clock.today(),
    )
    if isinstance(found, NoGround):
        raise found.refused(verb, by, referral.case)
    way_in, moment = new_link_and_code(), clock.now()
    end_pages(referral, PageEnd.REPLACED)
    page = SealedPage(
        referral=referral,
        known_by=way_in.known_by,
        proof=way_in.proof,
        sealed=way_in.seal(written_for(referral, referral.case, language)),
        language=language,
        recorded_by=by,
        expires_at=clock.end_of(clock.today() + timedelta(days=days)),
        recorded_at=moment,
    )
    page.save(force_insert=True)
    return Laid(page, way_in)


@deed("referral.end_page", on="referral")
def end_page(*, by: Officer, referral: Referral) -> None:
    """See that the link of a referral opens nothing any more."""
    end_pages(referral, PageEnd.ENDED)


def end_pages(referral: Referral, why: PageEnd) -> None:
    """End what link there is, within a deed."""
    with connection.cursor() as cursor:
        cursor.execute("select mooring_end_sealed_pages(%s, %s)", [referral.pk, why])
