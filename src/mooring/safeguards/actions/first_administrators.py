"""What only the owner of the database does: enter the first two administrators, and let an administrator in again."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from mooring.safeguards import clock, ledger
from mooring.safeguards.models import Agency, AgencyKind, Desk, Invitation, InvitationPurpose, Officer, Posting
from mooring.safeguards.one_time_links import Link, hash_of, new_token
from mooring.safeguards.random_keys import random_key

LINK_LASTS = timedelta(hours=24)


class AlreadyAdministered(Exception):
    """The house has its administrators; further ones are posted by them."""


class NoAdministrator(Exception):
    """No administrator who serves now has this address."""


def first_administrator(*, email: str, name: str, agency_code: str, agency_name: str, second: bool = False) -> Link:
    """Enter the first administrator, or the second: with one alone nobody could be posted, for that takes two hands.

    As the owner of the database, from the command line. Answers a link that lasts 24 hours. Raises `AlreadyAdministered`.
    """
    with transaction.atomic():
        if Posting.objects.filter(role="administrator").count() != (1 if second else 0):
            raise AlreadyAdministered
        agency, _new = Agency.objects.get_or_create(
            code=agency_code, defaults={"name": agency_name, "kind": AgencyKind.NATIONAL_CENTRE}
        )
        desk, _new = Desk.objects.get_or_create(
            code=f"{agency_code}-administration", defaults={"agency": agency, "name": _("Administration")}
        )
        officer = Officer.objects.create_user(email, None, name=name)
        Posting.objects.create(officer=officer, desk=desk, role="administrator")
        return _link(officer, InvitationPurpose.JOIN)


def let_administrator_in_again(*, email: str) -> Link:
    """Give an administrator who lost her second factor a new link, where there is no third one to be the second hand.

    As the owner of the database, from the command line. Raises `NoAdministrator`.
    """
    with transaction.atomic():
        posting = Posting.objects.running().filter(role="administrator", officer__email=email.lower()).first()
        if posting is None:
            raise NoAdministrator
        officer = posting.officer
        with connection.cursor() as cursor:
            cursor.execute("delete from mfa_authenticator where user_id = %s", [officer.pk])
        officer.set_unusable_password()
        officer.save(update_fields=["password"])
        officer.invitations.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=clock.now())
        return _link(officer, InvitationPurpose.AGAIN)


def _link(officer: Officer, purpose: InvitationPurpose) -> Link:
    token, moment = new_token(), clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {Invitation._meta.db_table} (id, officer_id, purpose, made_at, expires_at, token_hash)"
            " values (%s, %s, %s, %s, %s, %s)",
            [random_key(), officer.pk, purpose, moment, moment + LINK_LASTS, hash_of(token)],
        )
    ledger.write(None, "administrator.enter" if purpose == InvitationPurpose.JOIN else "administrator.let_in_again")
    return Link(officer, token)
