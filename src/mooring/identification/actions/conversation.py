"""Holding the clarifying conversation, writing it section by section, and recording the signs observed."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.identification.actions.appending import one_of
from mooring.identification.form_sections import BY_CODE
from mooring.identification.models import (
    Answer,
    AnswerState,
    Conversation,
    IndicatorObserved,
    Interpreter,
    PlaceKind,
    SecondMeeting,
    YesNo,
)
from mooring.identification.who_converses import may_converse, who_may_converse
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.screening.indicators import UnknownIndicatorError
from mooring.screening.indicators import indicator as indicator_with


@deed("conversation.hold", on="case")
def hold_conversation(
    *,
    by: Officer,
    case: Case,
    held_on: datetime,
    place: str,
    interpreter: str,
    interpreter_language: str = "",
    interpreter_by_telephone: bool = False,
    interpreter_not_from_community: str = YesNo.NOT_ASKED,
    told_voluntary: bool = False,
    companion: str = YesNo.NOT_ASKED,
    lawyer: str = YesNo.NOT_ASKED,
    breaks: int = 0,
    second_meeting: str = SecondMeeting.NOT_NEEDED,
) -> Conversation:
    """Record a meeting of the clarifying conversation: where, with whom, and what the person chose. The next number is its own.

    Refused when the law of that day does not let this agency hold it.
    """
    verb = "conversation.hold"
    one_of(verb, by, case, [place], PlaceKind)
    one_of(verb, by, case, [interpreter], Interpreter)
    one_of(verb, by, case, [second_meeting], SecondMeeting)
    for answer in (interpreter_not_from_community, companion, lawyer):
        one_of(verb, by, case, [answer], YesNo)
    if held_on > clock.now():
        raise house_rule(
            verb, by, case, _("A conversation is recorded when it has begun."), _("Set a task for a meeting to come.")
        )
    holders = who_may_converse()
    if holders is not None and not may_converse(by.agency, holders):
        raise house_rule(verb, by, case, holders.sentence(_), _("Ask the national centre."))
    meetings = Conversation.objects.standing().filter(case=case)
    last = meetings.aggregate(last=Max("number"))["last"] or 0
    conversation = Conversation(
        case=case,
        number=last + 1,
        held_on=held_on,
        place_kind=place,
        interpreter=interpreter,
        interpreter_language=interpreter_language,
        interpreter_by_telephone=interpreter_by_telephone,
        interpreter_not_from_community=interpreter_not_from_community,
        told_voluntary=told_voluntary,
        companion=companion,
        lawyer=lawyer,
        breaks=breaks,
        second_meeting=second_meeting,
        held_at_desk=by.desk,
        recorded_by=by,
    )
    conversation.save(force_insert=True)
    return conversation


@deed("conversation.write", on="conversation")
def write_section(
    *, by: Officer, conversation: Conversation, section: str, words: str = "", state: str = AnswerState.TOLD
) -> Answer:
    """Save one section of the form. An earlier version is superseded and keeps its author; words that did not change write nothing."""
    verb, case = "conversation.write", conversation.case
    one_of(verb, by, case, [section], BY_CODE)
    one_of(verb, by, case, [state], AnswerState)
    compartment = BY_CODE[section].compartment
    refusal = case.refusal_to(by, verb, compartment, writing=True)
    if refusal is not None:
        raise Refused(refusal, by, case.pk)
    standing: Answer | None = Answer.objects.standing().filter(case=case, section=section).first()
    if standing is not None:
        standing.case = case
        if standing.state == state and standing.words("words") == words:
            return standing
    answer = Answer(
        case=case, conversation=conversation, section=section, state=state, compartment=compartment, recorded_by=by
    )
    answer.seal_words(words=words)
    return casework.put_in_place(answer, section=section)


@deed("indicator.observe", on="case")
def observe_indicator(
    *,
    by: Officer,
    case: Case,
    indicator: str,
    observed: bool,
    evidence: str = "",
    conversation: Conversation | None = None,
) -> IndicatorObserved:
    """Record that a sign from a published list was observed, or was looked for and not observed, with the evidence."""
    try:
        sign = indicator_with(indicator)
    except UnknownIndicatorError as unknown:
        raise house_rule(
            "indicator.observe", by, case, _("This sign stands on no list."), _("Choose one from a list.")
        ) from unknown
    fact = IndicatorObserved(
        case=case,
        indicator=sign.code,
        list_code=sign.list_code,
        list_version=sign.list_version,
        observed=observed,
        conversation=conversation,
        recorded_by=by,
    )
    fact.seal_words(evidence=evidence)
    return casework.put_in_place(fact, indicator=sign.code)
