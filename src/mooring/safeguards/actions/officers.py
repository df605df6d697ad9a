"""The deeds about officers: adding, inviting, closing and opening again. Nobody but the officer ever knows her password."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils.translation import gettext as _

from mooring.safeguards import ledger
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Invitation, Officer
from mooring.safeguards.one_time_links import Link, hash_of, new_token
from mooring.safeguards.random_keys import random_key


@deed("officer.add")
def add_officer(*, by: Officer, email: str, name: str, language: str = "en") -> Officer:
    """Add an officer, who can do nothing until she is posted, and cannot sign in until she is invited."""
    officer = Officer(email=email.lower(), name=name, language=language)
    officer.set_unusable_password()
    officer.save(force_insert=True)
    return officer


@deed("officer.invite")
def invite(*, by: Officer, officer: Officer) -> Link:
    """Make a link with which the officer sets a password of her own; an earlier link stops working.

    Only for somebody who has never come in and serves nowhere: else whoever holds the link would hold what is open to her.
    """
    if officer.pk == by.pk or not _never_came_in(officer):
        raise Refused(
            Refusal(
                Why.HOUSE_RULE,
                "officer.invite",
                _("This officer has already come in, or already serves at a desk."),
                _("If the password or the second factor is lost, let the officer in again; that takes two hands."),
            ),
            by,
        )
    token = new_token()
    with connection.cursor() as cursor:
        cursor.execute("select mooring_invite(%s, %s, %s)", [random_key(), officer.pk, hash_of(token)])
    return Link(officer, token)


def _never_came_in(officer: Officer) -> bool:
    return (
        officer.is_active
        and not officer.has_usable_password()
        and officer.last_login is None
        and not officer.postings.exists()
    )


@deed("officer.withdraw_invitation")
def withdraw_invitation(*, by: Officer, officer: Officer) -> Officer:
    """Make the links that wait for this officer stop working."""
    with connection.cursor() as cursor:
        cursor.execute("select mooring_withdraw_invitations(%s)", [officer.pk])
    return officer


@deed("officer.close")
def close_officer(*, by: Officer, officer: Officer) -> Officer:
    """Close an officer's account: she is signed out everywhere, every posting of hers ends now, and her history stays."""
    return _set_active(by, officer, "officer.close", active=False)


@deed("officer.reopen")
def reopen_officer(*, by: Officer, officer: Officer) -> Officer:
    """Open a closed account again. The officer serves nowhere until she is posted anew, by two hands."""
    return _set_active(by, officer, "officer.reopen", active=True)


def _set_active(by: Officer, officer: Officer, verb: str, *, active: bool) -> Officer:
    if officer.pk == by.pk:
        raise Refused(
            Refusal(
                Why.HOUSE_RULE, verb, _("Nobody closes or opens their own account."), _("Ask another administrator.")
            ),
            by,
        )
    with connection.cursor() as cursor:
        cursor.execute("select mooring_set_active(%s, %s)", [officer.pk, active])
    officer.is_active = active
    return officer


def take_up_invitation(token: str, password: str) -> Officer | None:
    """Set the password of whoever was given this link, once. Answers her, or none when the link does not work.

    Nobody is signed in here: the database checks the hash of the token itself.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select mooring_take_up(%s, %s)", [hash_of(token), make_password(password)])
        key = cursor.fetchone()[0]
        if key is None:
            return None
        officer = Officer.objects.get(pk=key)
        ledger.write(officer, "invitation.take_up")
        return officer


def open_invitations(officer: Officer) -> list[Invitation]:
    """The links that wait for this officer."""
    return list(officer.invitations.waiting().select_related("made_by").order_by("-made_at"))
