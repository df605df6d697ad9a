"""The deeds about postings: an administrator proposes, a second hand confirms, and an end takes one hand only."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.confirmation_code import is_code_of
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Desk, Officer, Posting, PostingProposal
from mooring.safeguards.random_keys import random_key
from mooring.safeguards.roles import role as role_named

ADMINISTRATOR = "administrator"


class WrongCode(ValueError):
    """The code that was typed is not the one the officer reads on her page."""


@deed("posting.begin")
def propose_posting(
    *,
    by: Officer,
    officer: Officer,
    desk: Desk,
    role: str,
    since: datetime | None = None,
    until: datetime | None = None,
) -> PostingProposal:
    """Propose that an officer serves at a desk in a role for a time. It begins when a second hand confirms it. Nobody posts herself."""
    if officer.pk == by.pk:
        raise _refused(by, "posting.begin", _("Nobody posts themselves."), _("Ask another administrator."))
    if _would_mix(officer, role):
        raise _refused(
            by,
            "posting.begin",
            _("An administrator has no other posting, and nobody who serves at a desk administers."),
            _("End the other posting first."),
        )
    moment = clock.now()
    proposal = PostingProposal(
        officer=officer,
        desk=desk,
        role=role_named(role).code,
        since=since or moment,
        until=until,
        proposed_by=by,
        proposed_at=moment,
        expires_at=moment + PostingProposal.LASTS,
    )
    proposal.save(force_insert=True)
    return proposal


def _would_mix(officer: Officer, role: str) -> bool:
    """Whether the officer would administer and serve at a desk at once."""
    current = officer.postings.filter(Q(until=None) | Q(until__gt=clock.now()))
    others = current.exclude(role=ADMINISTRATOR) if role == ADMINISTRATOR else current.filter(role=ADMINISTRATOR)
    return others.exists()


@deed("posting.countersign")
def countersign_posting(*, by: Officer, proposal: PostingProposal, code: str) -> Posting:
    """Confirm that this person works at the desk: the posting begins. `code` is what the person reads on her own page.

    For another administrator, or a colleague who serves at that desk. Raises `WrongCode`.
    """
    _refuse_same_hand(by, "posting.countersign", proposal)
    if proposal.until is not None and proposal.until <= clock.now():
        raise _refused(
            by,
            "posting.countersign",
            _("The time of this posting is already over."),
            _("Ask the administrator to propose it anew."),
        )
    if not proposal.officer.is_active or _would_mix(proposal.officer, proposal.role):
        raise _refused(
            by,
            "posting.countersign",
            _("This posting cannot begin: the account is closed, or the other posting of an administrator still runs."),
            _("Ask the administrator to look at the officer's page."),
        )
    if not is_code_of(proposal.officer, code):
        raise WrongCode
    key = random_key()
    _answer(proposal, key, yes=True)
    return Posting.objects.get(pk=key)


@deed("posting.decline")
def decline_posting(*, by: Officer, proposal: PostingProposal) -> PostingProposal:
    """Say that this person is not to be posted at the desk. The proposal is kept, with this answer."""
    _refuse_unless_waiting(by, "posting.decline", proposal)
    _answer(proposal, None, yes=False)
    return proposal


@deed("posting.end")
def end_posting(*, by: Officer, posting: Posting) -> Posting:
    """End a posting now: from this moment the officer sees nothing by it."""
    posting.until = max(clock.now(), posting.since + timedelta(microseconds=1))
    posting.save(update_fields=["until"])
    return posting


def may_answer(proposal: PostingProposal, by: Officer) -> bool:
    """Whether this officer could be the second hand of a proposal that waits."""
    return (
        by.pk not in (proposal.proposed_by_id, proposal.officer_id)
        and by.may("posting.countersign")
        and (administers(by) or any(desk.pk == proposal.desk_id for desk in by.desks()))
    )


def administers(officer: Officer) -> bool:
    """Whether this officer serves as an administrator now."""
    return any(posting.role == ADMINISTRATOR for posting in officer.running_postings())


def _refuse_same_hand(by: Officer, verb: str, proposal: PostingProposal) -> None:
    _refuse_unless_waiting(by, verb, proposal)
    if not may_answer(proposal, by):
        raise _refused(
            by,
            verb,
            _("A posting takes two hands: who proposed it, or is to be posted, does not confirm it."),
            _("Ask another administrator, or a colleague who serves at that desk."),
        )


def _refuse_unless_waiting(by: Officer, verb: str, proposal: PostingProposal) -> None:
    if proposal.answered_at is not None or proposal.expires_at <= clock.now():
        raise _refused(
            by,
            verb,
            _("This proposal no longer waits: it was answered, or its seven days are over."),
            _("Ask the administrator to propose it anew."),
        )


def _answer(proposal: PostingProposal, posting_key: int | None, *, yes: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select mooring_answer_proposal(%s, %s, %s)", [proposal.pk, posting_key, yes])


def _refused(by: Officer, verb: str, reason: str, instead: str) -> Refused:
    return Refused(Refusal(Why.HOUSE_RULE, verb, reason, instead), by)
