"""Offering a prepared return, and what the person answers. A no costs nothing, and can become a yes later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import AlreadySuperseded, Case
from mooring.returns import house_rules, law_of_return, turns
from mooring.returns.answers import DecidedWith
from mooring.returns.models import ReturnOffer, ReturnPath, ReturnStep
from mooring.returns.moving import address_of, move, not_alone, on_a_day_that_was, require, standing_path
from mooring.returns.return_states import ReturnState
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

PART = Compartment.SUPPORT
ANEW = (ReturnState.SAID_NO, ReturnState.WITHDRAWN)


@deed("return.offer", on="case", compartment=PART)
def offer(
    *,
    by: Officer,
    case: Case,
    language: str,
    channel: str,
    told: Sequence[str],
    understood: str,
    offered_on: date | None = None,
    unaccompanied_ordered_to_leave: bool = False,
    words: str = "",
) -> ReturnOffer:
    """Record that a prepared return was offered: what was told, in which language, and whether it was understood.

    Again after a no for now or a withdrawal; told once more while it is thought over. Raises `NotProvidedFor` where the law does not
    offer it, `Refused` where a return is under way already. Where the law says nothing the offer is recorded without it.
    """
    verb, day = "return.offer", offered_on or clock.today()
    on_a_day_that_was(verb, by, case, day)
    finding = law_of_return.offer(case, day, unaccompanied_ordered_to_leave=unaccompanied_ordered_to_leave)
    if finding is not None:
        finding.or_refuse()
    path = standing_path(case)
    standing = path.standing_step() if path is not None else None
    if path is None or standing is None or standing.state == ReturnState.CLOSED:
        path = _begin(case, path.number + 1 if path else 1, day, by=by)
    elif standing.state in ANEW:
        move(path, ReturnState.OFFERED, verb, by=by, happened_on=day, pen_desk=turns.team_desk(case, by))
    else:
        require(path, verb, by=by)
    made = ReturnOffer(
        case=case,
        path=path,
        offered_on=day,
        language=language,
        channel=channel,
        told=list(dict.fromkeys(told)),
        understood=understood,
        finding=finding.record() if finding is not None else None,
        recorded_by=by,
    )
    made.seal_words(words=words)
    made.save(force_insert=True)
    _ask_again(case, day + house_rules.ASK_AGAIN, by=by)
    return made


@deed("return.consider", on="path", compartment=PART)
def consider(
    *, by: Officer, path: ReturnPath, ask_again_on: date, on: date | None = None, words: str = ""
) -> ReturnStep:
    """Record that the person thinks it over, and on which day somebody may ask again. Raises `Refused` for a day that is over."""
    if ask_again_on < clock.today():
        raise house_rule("return.consider", by, path.case, _("This day is over."), _("Agree on a later one."))
    step = move(path, ReturnState.CONSIDERING, "return.consider", by=by, happened_on=on, words=words)
    _ask_again(path.case, ask_again_on, by=by)
    return step


@deed("return.accept", on="path", compartment=PART)
def accept(
    *, by: Officer, path: ReturnPath, decided_with: str = DecidedWith.ALONE, on: date | None = None, words: str = ""
) -> ReturnStep:
    """Record that the person said yes. A child never says it alone: raises `Refused` without somebody who answers for it."""
    case = path.case
    not_alone("return.accept", by, case, decided_with)
    desk = turns.team_desk(case, by)
    step = move(
        path,
        ReturnState.ACCEPTED,
        "return.accept",
        by=by,
        happened_on=on,
        decided_with=decided_with,
        pen_desk=desk,
        finding=law_of_return.planner(case, on),
        words=words,
    )
    turns.done_with(case, turns.ANSWER, by=by)
    day = clock.today() + house_rules.LOOK_AT_RISKS
    turns.wait(case, turns.RISKS, day, by=by, desk=desk, finding=house_rules.due("look_at_risks", clock.today()))
    return step


@deed("return.say_no", on="path", compartment=PART)
def say_no(
    *, by: Officer, path: ReturnPath, reasons: Sequence[str], on: date | None = None, words: str = ""
) -> ReturnStep:
    """Record that the person said no for now, and why, as far as it was said.

    The step shows who handles departure by the law of the day. Nothing is told to that authority, and nothing here ends any help.
    """
    if not reasons:
        instead = _("Choose “Did not wish to say why” where the person gave none.")
        raise house_rule("return.say_no", by, path.case, _("No reason is written down."), instead)
    step = move(
        path,
        ReturnState.SAID_NO,
        "return.say_no",
        by=by,
        happened_on=on,
        reasons=reasons,
        pen_desk=turns.team_desk(path.case, by),
        finding=law_of_return.departure(on),
        words=words,
    )
    turns.done_with(path.case, by=by)
    return step


@deed("return.withdraw", on="path", compartment=PART)
def withdraw(*, by: Officer, path: ReturnPath, words: str = "") -> ReturnStep:
    """Record that the person no longer wishes to return with help. No reason is needed, and it ends no support."""
    desk = turns.team_desk(path.case, by)
    step = move(path, ReturnState.WITHDRAWN, "return.withdraw", by=by, pen_desk=desk, words=words)
    turns.done_with(path.case, by=by)
    turns.tell("return.withdrawn", path.case, desk, by=by, address=address_of(path.case))
    return step


def _begin(case: Case, number: int, day: date, *, by: Officer) -> ReturnPath:
    path = ReturnPath(case=case, number=number, recorded_by=by)
    first = ReturnStep(
        case=case,
        path=path,
        state=ReturnState.OFFERED,
        happened_on=day,
        pen_desk=turns.team_desk(case, by),
        recorded_by=by,
    )
    try:
        with transaction.atomic():
            path.save(force_insert=True)
            first.save(force_insert=True)
    except IntegrityError:
        raise AlreadySuperseded from None
    return path


def _ask_again(case: Case, day: date, *, by: Officer) -> None:
    finding = house_rules.due("ask_again", clock.today())
    turns.wait(case, turns.ANSWER, day, by=by, desk=turns.team_desk(case, by), finding=finding)
