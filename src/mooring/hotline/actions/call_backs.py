"""Ringing back: agreed with the caller, shown to who rings, and forgotten when it is done."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.hotline.models import AnsweredBy, Call, CallBack, CallBackTry, Tried
from mooring.hotline.models.call_backs import ENDS_A_CALL_BACK
from mooring.identification.actions.appending import one_of
from mooring.safeguards import clock, erasure, keys
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

LAPSES_AFTER = timedelta(days=7)
"""How long after the hour agreed a number is kept when nobody was reached; a rule of the house."""


@deed("call_back.agree", on="call")
def agree_call_back(
    *,
    by: Officer,
    call: Call,
    number: str,
    due_at: datetime,
    answered_by: str = AnsweredBy.PERSON_ONLY,
    safe_from: time | None = None,
    safe_until: time | None = None,
    voicemail: bool = False,
    code_word: str = "",
) -> CallBack:
    """Agree to ring back, and how it is safe. The number lies sealed under a key of its own, until it is done or lapses."""
    verb = "call_back.agree"
    one_of(verb, by, None, [answered_by], AnsweredBy)
    if not number.strip():
        raise house_rule(verb, by, None, _("Nobody can be rung without a number."), _("Ask for one, or leave it."))
    if (safe_from is None) != (safe_until is None):
        raise house_rule(verb, by, None, _("The safe hours need a beginning and an end."), _("Fill in both, or none."))
    call_back = CallBack(
        call=call,
        due_at=due_at,
        lapses_at=max(due_at, clock.now()) + LAPSES_AFTER,
        answered_by=answered_by,
        safe_from=safe_from,
        safe_until=safe_until,
        voicemail=voicemail,
        recorded_by=by,
    )
    row, key = keys.new_data_key(call_back.pk)
    call_back.seal(key, number.strip(), code_word.strip())
    call_back.save(force_insert=True)
    row.save(force_insert=True)
    return call_back


@deed("call_back.look", on="call_back", writing=False)
def show_number(*, by: Officer, call_back: CallBack) -> str:
    """Show the number to ring, beneath the rule. The ledger keeps that it was looked at."""
    _refuse_what_is_over("call_back.look", by, call_back)
    return call_back.number()


@deed("call_back.try", on="call_back", code="how")
def try_call_back(*, by: Officer, call_back: CallBack, how: str) -> CallBackTry:
    """Note how an attempt to ring back ended. When it is done the number is erased at once."""
    verb = "call_back.try"
    one_of(verb, by, None, [how], Tried)
    _refuse_what_is_over(verb, by, call_back)
    tried = CallBackTry(call_back=call_back, how=how, recorded_by=by)
    tried.save(force_insert=True)
    if how in ENDS_A_CALL_BACK:
        erasure.erase(call_back.pk, ground="call_back.done", by=by)
    return tried


def _refuse_what_is_over(verb: str, by: Officer, call_back: CallBack) -> None:
    if not CallBack.objects.open().filter(pk=call_back.pk).exists():
        raise house_rule(
            verb, by, None, _("This call-back is done or has lapsed; the number is erased."), _("Take a new call.")
        )
