"""Telling the person the outcome, in a language she or he understands and by a safe way."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.identification.actions.appending import finish_tasks, one_of
from mooring.identification.actions.decision import TELL_TASK
from mooring.identification.models import Outcome, OutcomeTold, ToldBy
from mooring.identification.states import DECISIONS
from mooring.names.models import Channel, SafeContact
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

# What the rule of safe contact allows beside meeting the person.
ALSO_ALLOWED = {Channel.TELEPHONE: ToldBy.TELEPHONE, Channel.THROUGH: ToldBy.THROUGH}


@deed("outcome.tell", on="case")
def tell_outcome(
    *,
    by: Officer,
    case: Case,
    language: str,
    channel: str,
    told_reconsideration: bool,
    told_at: datetime | None = None,
    words: str = "",
) -> OutcomeTold:
    """Record that the person was told the outcome. The task is done when the person also knows how to have it reconsidered.

    Refused by a way that is not agreed as safe: without agreement, in person only.
    """
    verb = "outcome.tell"
    one_of(verb, by, case, [channel], ToldBy)
    outcome = Outcome.objects.standing().filter(case=case, outcome__in=DECISIONS).first()
    if outcome is None:
        raise house_rule(verb, by, case, _("Nothing is decided yet."), _("See the assessment on the case page."))
    if not language.strip():
        raise house_rule(
            verb, by, case, _("It must be said in which language the person was told."), _("Choose the language.")
        )
    if told_at is not None and told_at > clock.now():
        raise house_rule(verb, by, case, _("The hour lies in the future."), _("Correct the hour."))
    agreed = SafeContact.objects.standing().filter(case=case).values_list("channel", flat=True).first()
    if channel != ToldBy.IN_PERSON and channel != ALSO_ALLOWED.get(Channel(agreed) if agreed else Channel.NONE):
        raise house_rule(
            verb,
            by,
            case,
            _("This way is not agreed with the person as safe."),
            _("Tell the person when you meet, or agree on safe contact first."),
        )
    told = OutcomeTold(
        case=case,
        outcome=outcome,
        told_at=told_at or clock.now(),
        language=language,
        channel=channel,
        told_reconsideration=told_reconsideration,
        recorded_by=by,
    )
    told.seal_words(words=words)
    told.save(force_insert=True)
    if told_reconsideration:
        finish_tasks(case, TELL_TASK, by=by)
    return told
