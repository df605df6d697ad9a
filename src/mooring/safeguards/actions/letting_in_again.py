"""The deeds by which somebody is let in again who lost her second factor or her password: two hands, and a link that works once."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext as _

from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.actions.postings import administers
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer, SecondFactorReset
from mooring.safeguards.one_time_links import Link, hash_of, new_token
from mooring.safeguards.random_keys import random_key


@deed("second_factor.reset")
def start_reset(*, by: Officer, officer: Officer) -> SecondFactorReset:
    """Start letting an officer in again. Nothing changes until a second hand confirms it."""
    if officer.pk == by.pk:
        raise _refused(by, "second_factor.reset", _("Nobody does this for themselves."))
    moment = clock.now()
    reset = SecondFactorReset(
        officer=officer, proposed_by=by, proposed_at=moment, expires_at=moment + SecondFactorReset.LASTS
    )
    reset.save(force_insert=True)
    return reset


@deed("second_factor.confirm")
def confirm_reset(*, by: Officer, reset: SecondFactorReset) -> Link:
    """Confirm that the officer herself said what she lost. Her old password and second factor stop working, her sessions end.

    For another administrator, or somebody who serves at a desk with her, who gets the link and hands it over.
    """
    _refuse_unless_waiting(by, "second_factor.confirm", reset)
    if not may_answer(reset, by):
        raise _refused(by, "second_factor.confirm", _("Letting somebody in again takes two hands."))
    token = new_token()
    _answer(reset, token, yes=True)
    return Link(Officer.objects.get(pk=reset.officer_id), token)


@deed("second_factor.decline")
def decline_reset(*, by: Officer, reset: SecondFactorReset) -> SecondFactorReset:
    """Say that the officer is not to be let in again like this. Everything stays as it is."""
    _refuse_unless_waiting(by, "second_factor.decline", reset)
    _answer(reset, "", yes=False)
    return reset


def may_answer(reset: SecondFactorReset, by: Officer) -> bool:
    """Whether this officer could be the second hand."""
    hers = {posting.desk_id for posting in reset.officer.running_postings()}
    return (
        by.pk not in (reset.proposed_by_id, reset.officer_id)
        and by.may("second_factor.confirm")
        and (administers(by) or any(desk.pk in hers for desk in by.desks()))
    )


def _refuse_unless_waiting(by: Officer, verb: str, reset: SecondFactorReset) -> None:
    if reset.answered_at is not None or reset.expires_at <= clock.now():
        raise Refused(
            Refusal(
                Why.HOUSE_RULE,
                verb,
                _("This no longer waits: it was answered, or its day is over."),
                _("Ask the administrator to start it anew."),
            ),
            by,
        )


def _answer(reset: SecondFactorReset, token: str, *, yes: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select mooring_answer_reset(%s, %s, %s, %s)",
            [reset.pk, random_key(), hash_of(token) if yes else None, yes],
        )


def _refused(by: Officer, verb: str, reason: str) -> Refused:
    instead = _("Ask another administrator, or somebody who serves at a desk with the officer.")
    return Refused(Refusal(Why.HOUSE_RULE, verb, reason, instead), by)
