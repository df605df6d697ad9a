"""Notifying the authority of a person met who said no, where the law of the country asks for it: without a name."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.identification.actions.appending import one_of
from mooring.identification.models import AnonymousNotice, AskedToTalk, Encounter
from mooring.identification.referral import NOTIFY, referral_of_person_met
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("encounter.notify", on="encounter")
def notify_anonymously(*, by: Officer, encounter: Encounter, sent: Sequence[str]) -> AnonymousNotice:
    """Record that the authority was notified of an adult who said no, and which fields were sent: none that identifies.

    Refused where no duty is known, where the person has not said no, for a field that may not be sent, and the second time.
    """
    verb = "encounter.notify"
    if encounter.asked_to_talk != AskedToTalk.NO:
        raise house_rule(
            verb,
            by,
            None,
            _("The person has not said no."),
            _("Ask first; an adult who wishes it is referred instead."),
        )
    finding = referral_of_person_met(encounter, by.agency, consents=False)
    if finding is None or finding.answer != NOTIFY:
        reason = finding.sentence(_) if finding else _("The law of this country knows no such notice.")
        raise house_rule(verb, by, None, reason, _("Nothing is sent."))
    if AnonymousNotice.objects.filter(signal=encounter.signal_id, person_number=encounter.number).exists():
        raise house_rule(verb, by, None, _("The notice was sent already."), _("It is sent once."))
    notice = AnonymousNotice(
        signal_id=encounter.signal_id,
        person_number=encounter.number,
        sent=one_of(verb, by, None, sent, finding.codes("may_be_sent")),
        finding=finding.record(),
        recorded_by=by,
    )
    notice.save(force_insert=True)
    return notice
