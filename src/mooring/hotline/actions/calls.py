"""Taking a call, and saying what came of it. A case comes of a call only by the person's own wish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.hotline.models import (
    Became,
    Call,
    CallBack,
    Caller,
    CallOutcome,
    CallUrgency,
    Information,
    Need,
    NothingMore,
)
from mooring.hotline.models.calls import hotline_desks
from mooring.identification import actions as identification
from mooring.identification import regions
from mooring.identification.actions.appending import one_of
from mooring.identification.models import (
    AgeImpression,
    AskedToTalk,
    FileGround,
    HealthNeed,
    Signal,
    Source,
    YesNoUnknown,
)
from mooring.names import actions as names
from mooring.names.models import SafeContact
from mooring.safeguards import clock, keys
from mooring.safeguards.access import Refusal, Refused, Why, see_that_open
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("call.take")
def take_call(
    *,
    by: Officer,
    caller: str = Caller.NOT_SAID,
    language: str = "",
    region: str = regions.UNKNOWN,
    needs: Sequence[str] = (),
    urgency: str = CallUrgency.CAN_WAIT,
    danger_now: str = YesNoUnknown.NOT_KNOWN,
    health_needs: Sequence[str] = (),
    health_happened_at: datetime | None = None,
    information: Sequence[str] = (),
    words: str = "",
    taken_at: datetime | None = None,
) -> Call:
    """Write down a call at the hotline desk. No number is kept; words are sealed with a key of their own."""
    verb = "call.take"
    one_of(verb, by, None, [caller], Caller)
    one_of(verb, by, None, [region], dict(regions.choices()))
    one_of(verb, by, None, [urgency], CallUrgency)
    one_of(verb, by, None, [danger_now], YesNoUnknown)
    desks = hotline_desks(by)
    if not desks:
        raise Refused(Refusal(Why.NOT_IN_ROLE, verb, _("You do not answer the hotline at any desk.")), by)
    if taken_at is not None and taken_at > clock.now():
        raise house_rule(verb, by, None, _("A call cannot have come in the future."), _("Correct the time."))
    call = Call(
        taken_at=taken_at or clock.now(),
        caller=caller,
        language=language,
        region=region,
        needs=one_of(verb, by, None, needs, Need),
        urgency=urgency,
        danger_now=danger_now,
        health_needs=one_of(verb, by, None, health_needs, HealthNeed),
        health_happened_at=health_happened_at,
        information=one_of(verb, by, None, information, Information),
        desk=desks[0],
        recorded_by=by,
    )
    row, key = keys.new_data_key(call.pk)
    if words:
        call.seal(key, words)
    # The database lets a key be made only for a call that is there already.
    call.save(force_insert=True)
    if words:
        row.save(force_insert=True)
    return call


@deed("call.conclude", on="call")
def conclude(*, by: Officer, call: Call, became: str, reason: str = "") -> CallOutcome:
    """Say that a call became a signal, or nothing and why. An earlier word is superseded, as long as nothing came of it."""
    verb = "call.conclude"
    one_of(verb, by, None, [became], (Became.SIGNAL, Became.NOTHING))
    if became == Became.NOTHING:
        one_of(verb, by, None, [reason], NothingMore)
        return _said(verb, CallOutcome(call=call, became=became, reason=reason, recorded_by=by))
    return _said(verb, CallOutcome(call=call, became=became, signal=_signal_of(call, by), recorded_by=by))


@deed("call.belongs_to_case", on="case")
def belongs_to_case(*, by: Officer, case: Case, call: Call) -> CallOutcome:
    """Say that a call was about a case that is open to the officer. The case's timeline says that there was one; the call not which."""
    verb = "call.belongs_to_case"
    see_that_open(call, by, verb, "core", writing=True)
    return _said(verb, CallOutcome(call=call, became=Became.KNOWN_CASE, recorded_by=by))


@deed("call.become_case", on="call")
def become_case(*, by: Officer, call: Call) -> Case:
    """Open a case by the wish of the person who rings. What is urgent goes along, and the rule for ringing back; no words do.

    Refused when somebody else than the person rang: nobody's file is opened at another's wish.
    """
    verb = "call.become_case"
    if call.caller != Caller.PERSON:
        raise house_rule(
            verb,
            by,
            None,
            _("A case is opened only at the wish of the person."),
            _("Make it a signal, and agree how the person can be asked."),
        )
    signal = _signal_of(call, by, with_words=False)
    _said(verb, CallOutcome(call=call, became=Became.CASE, signal=signal, recorded_by=by))
    person = identification.note_encounter(
        by=by,
        signal=signal,
        age_impression=AgeImpression.NOT_KNOWN,
        informed=Information.HELP in call.information,
        informed_language=call.language,
        asked_to_talk=AskedToTalk.YES,
        danger_now=call.danger_now,
        health_needs=call.health_needs,
        health_happened_at=call.health_happened_at,
    )
    case = identification.become_case(by=by, encounter=person, ground=FileGround.HER_WISH)
    call_back = CallBack.objects.open().filter(call=call).first()
    if call_back is not None:
        _agree_the_same(by, case, call, call_back)
    return case


def _signal_of(call: Call, by: Officer, *, with_words: bool = True) -> Signal:
    return identification.receive_signal(
        by=by,
        source=Source.SELF if call.caller == Caller.PERSON else Source.HOTLINE,
        received_at=call.taken_at,
        region=call.region,
        words=call.words() if with_words else "",
        expected_people=1 if call.caller == Caller.PERSON else None,
        danger_now=call.danger_now,
    )


def _said(verb: str, outcome: CallOutcome) -> CallOutcome:
    standing: CallOutcome | None = CallOutcome.objects.standing().filter(call_id=outcome.call_id).first()
    if standing is None:
        outcome.save(force_insert=True)
        return outcome
    if standing.became != Became.NOTHING:
        raise house_rule(
            verb,
            outcome.recorded_by,
            None,
            _("Something came of this call already."),
            _("Go on from there; take a new call for another matter."),
        )
    standing.supersede(outcome)
    return outcome


def _agree_the_same(by: Officer, case: Case, call: Call, call_back: CallBack) -> SafeContact:
    """The rule that was agreed on the telephone holds in the case as well."""
    return names.agree_safe_contact(
        by=by,
        case=case,
        channel="telephone",
        language=call.language,
        detail=call_back.number(),
        code_word=call_back.code_word(),
        who_may_answer=call_back.who_may_answer(),
        hours=call_back.hours(),
    )
