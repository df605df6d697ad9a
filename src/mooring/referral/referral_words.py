"""What the deeds and notices of referrals are called, and how the rest of the house comes to know of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.casework import labels
from mooring.referral import consent_withdrawn, own_file
from mooring.referral.referral_states import REFERRAL_STATES
from mooring.safeguards import notices, state_tables

LABELS = {
    "referral.draft": _("Referral written"),
    "referral.redraft": _("Referral written anew"),
    "referral.send": _("Referral sent"),
    "referral.receive": _("Referral received"),
    "referral.accept": _("Referral accepted"),
    "referral.decline": _("Referral declined"),
    "referral.return": _("Referral returned: more is needed"),
    "referral.withdraw": _("Referral withdrawn"),
    "referral.finish": _("Referral done"),
    "referral.feedback": _("Message about a referral"),
    "referral.reroute": _("Referral sent to somebody else instead"),
    "referral.sharing_ended": _("What was shared may not be used any further"),
    "referral.lapsed": _("Nobody answered a referral: ask somebody else"),
    "referral.accepted": _("A referral was accepted"),
    "referral.declined": _("A referral was declined: ask somebody else"),
    "referral.returned": _("A referral was returned: more is needed"),
    "referral.done": _("A referral is done"),
    "referral.lay_page": _("Link made for an agency without access"),
    "referral.end_page": _("Link for an agency without access ended"),
}
"""Of deeds, of lines on a timeline, and of the tasks that the machine sets."""

NOTICES = {
    "referral.sent": _("A referral has come to your desk"),
    "referral.received": _("A referral was received"),
    "referral.accepted": _("A referral was accepted"),
    "referral.declined": _("A referral was declined"),
    "referral.returned": _("A referral was returned: more is needed"),
    "referral.withdrawn": _("A referral was withdrawn"),
    "referral.lapsed": _("A referral lapsed: nobody answered"),
    "referral.done": _("A referral is done"),
    "referral.feedback": _("There is a message about a referral"),
    "referral.reminder": _("A referral waits for an answer"),
    "referral.late": _("A referral of your agencies is late"),
    "referral.late_with_them": _("A referral is late; those above the desk were told"),
    "referral.wrong_codes": _("A link to a referral was ended: too many wrong codes"),
    "referral.consent_withdrawn": _("A consent was withdrawn: a referral ends"),
}


def register() -> None:
    """Called from the room's `apps.ready()`."""
    labels.register(LABELS)
    notices.register(NOTICES)
    state_tables.register(REFERRAL_STATES)
    consent_withdrawn.register()
    own_file.fill()
