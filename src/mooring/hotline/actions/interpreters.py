"""The list of interpreters, their hours on call, and what came of calling one: never for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.casework.models import anew
from mooring.hotline.models import (
    CallAnswer,
    Interpreter,
    InterpreterCalled,
    InterpreterCard,
    InterpreterGender,
    InterpreterOnCall,
    WishedGender,
)
from mooring.identification import regions
from mooring.identification.actions.appending import one_of
from mooring.safeguards import clock, erasure, keys
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("interpreter.enter")
def enter_interpreter(
    *,
    by: Officer,
    alias: str,
    telephone: str,
    languages: Sequence[str],
    gender: str,
    promised_on: date,
    region: str = regions.UNKNOWN,
    comes_from: str = "",
) -> Interpreter:
    """Enter an interpreter who has promised confidentiality. Name, telephone and town lie sealed with a key of the interpreter's own."""
    interpreter = Interpreter(recorded_by=by)
    row, key = keys.new_data_key(interpreter.pk)
    interpreter.save(force_insert=True)
    row.save(force_insert=True)
    card = _card("interpreter.enter", interpreter, by, languages, gender, promised_on, region)
    _seal(card, key, alias=alias, telephone=telephone, comes_from=comes_from)
    card.save(force_insert=True)
    return interpreter


@deed("interpreter.change")
def change_interpreter(
    *,
    by: Officer,
    interpreter: Interpreter,
    alias: str,
    telephone: str,
    languages: Sequence[str],
    gender: str,
    promised_on: date,
    region: str = regions.UNKNOWN,
    comes_from: str = "",
) -> InterpreterCard:
    """Write an interpreter's card anew. Refused for one who has left."""
    _refuse_if_left("interpreter.change", by, interpreter)
    card = _card("interpreter.change", interpreter, by, languages, gender, promised_on, region)
    _seal(card, keys.data_key(interpreter.pk), alias=alias, telephone=telephone, comes_from=comes_from)
    interpreter.card.supersede(card)
    return card


@deed("interpreter.leave")
def take_off_list(*, by: Officer, interpreter: Interpreter) -> InterpreterCard:
    """Take an interpreter off the list: name, telephone and town are erased for good."""
    _refuse_if_left("interpreter.leave", by, interpreter)
    card = interpreter.card
    gone = InterpreterCard(
        interpreter=interpreter,
        languages=card.languages,
        gender=card.gender,
        region=card.region,
        promised_on=card.promised_on,
        has_left=True,
        recorded_by=by,
    )
    card.supersede(gone)
    for hours in InterpreterOnCall.objects.standing().filter(interpreter=interpreter, withdrawn=False):
        _withdraw(hours, by)
    erasure.erase(interpreter.pk, ground="interpreter.left", by=by)
    return gone


@deed("interpreter.put_on_call")
def put_on_call(*, by: Officer, interpreter: Interpreter, begins_at: datetime, ends_at: datetime) -> InterpreterOnCall:
    """Put an interpreter on call from one moment to another (aware). Refused when it ends before it begins, or is over."""
    verb = "interpreter.put_on_call"
    _refuse_if_left(verb, by, interpreter)
    if ends_at <= begins_at or ends_at <= clock.now():
        raise house_rule(verb, by, None, _("These hours end before they begin, or are over."), _("Correct the hours."))
    hours = InterpreterOnCall(interpreter=interpreter, begins_at=begins_at, ends_at=ends_at, recorded_by=by)
    hours.save(force_insert=True)
    return hours


@deed("interpreter.take_off_call")
def take_off_call(*, by: Officer, hours: InterpreterOnCall) -> InterpreterOnCall:
    """Take hours on call back."""
    return _withdraw(hours, by)


@deed("interpreter.record_answer", code="answer")
def record_answer(
    *,
    by: Officer,
    interpreter: Interpreter,
    language: str,
    answer: str,
    wished_gender: str = WishedGender.NO_MATTER,
    not_from_the_same_town: bool = False,
) -> InterpreterCalled:
    """Record what came of calling an interpreter, with what the person wished; nothing of who the person is."""
    verb = "interpreter.record_answer"
    one_of(verb, by, None, [answer], CallAnswer)
    one_of(verb, by, None, [wished_gender], WishedGender)
    one_of(verb, by, None, [language], interpreter.card.languages)
    called = InterpreterCalled(
        interpreter=interpreter,
        language=language,
        answer=answer,
        wished_gender=wished_gender,
        not_from_the_same_town=not_from_the_same_town,
        desk=by.desk,
        recorded_by=by,
    )
    called.save(force_insert=True)
    return called


def _card(
    verb: str,
    interpreter: Interpreter,
    by: Officer,
    languages: Sequence[str],
    gender: str,
    promised_on: date,
    region: str,
) -> InterpreterCard:
    one_of(verb, by, None, [gender], InterpreterGender)
    one_of(verb, by, None, [region], dict(regions.choices()))
    if promised_on > clock.today():
        raise house_rule(
            verb,
            by,
            None,
            _("Confidentiality was not promised yet."),
            _("Nobody interprets before it is promised; enter the day on which it was."),
        )
    return InterpreterCard(
        interpreter=interpreter,
        languages=list(dict.fromkeys(languages)),
        gender=gender,
        region=region,
        promised_on=promised_on,
        recorded_by=by,
    )


def _seal(card: InterpreterCard, key: keys.Keyring, **words: str) -> None:
    for name, text in words.items():
        column = f"{name}_sealed"
        setattr(card, column, keys.seal(key, text.encode(), card.place(column)) if text else None)


def _withdraw(hours: InterpreterOnCall, by: Officer) -> InterpreterOnCall:
    gone = anew(hours, by, withdrawn=True)
    hours.supersede(gone)
    return gone


def _refuse_if_left(verb: str, by: Officer, interpreter: Interpreter) -> None:
    if interpreter.card.has_left:
        raise house_rule(verb, by, None, _("This interpreter is no longer on the list."), _("Choose another one."))
