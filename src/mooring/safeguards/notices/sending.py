"""Sending notices: one letter for all that waits, each notice once. What is sent says how many things wait, and no more."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from mooring.safeguards import clock, letters
from mooring.safeguards.models import Officer, Posting
from mooring.safeguards.models.notices import Notice, NoticeWishes, PushSubscription
from mooring.safeguards.notices import push
from mooring.safeguards.notices.when import goes_out_at
from mooring.safeguards.roles import role

logger = logging.getLogger(__name__)
KEPT = timedelta(days=90)
NEWS = timedelta(days=2)  # what is older is found in the product, and is no news any more


def send_due() -> int:
    """Send every notice whose moment has come, as the machine's clock; answers to how many officers. Running it twice sends nothing twice.

    An officer's notices are locked, sent and marked in one transaction: two workers never send the same, and what a killed worker
    left is sent by the next.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role mooring_clock")
        waiting = _waiting().order_by("officer_id").values_list("officer_id", flat=True).distinct()
        officers = list(Officer.objects.defer("password").filter(pk__in=list(waiting), is_active=True))
        wishes = NoticeWishes.objects.in_bulk([one.pk for one in officers])
        roles: dict[int, list[str]] = {}
        serving = Posting.objects.running().filter(officer__in=officers)
        for serves, code in serving.values_list("officer_id", "role"):
            roles.setdefault(serves, []).append(code)
        cursor.execute("reset role")
    sent = 0
    for officer in officers:
        may_wake = any(role(code).may_be_woken for code in roles.get(officer.pk, ()))
        sent += _send_to(officer, wishes.get(officer.pk) or NoticeWishes(officer=officer), may_wake)
    return sent


def drop_old() -> None:
    """Erase notices that have been open to be seen for ninety days."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role mooring_clock")
        Notice.objects.filter(told_at__lt=clock.now() - KEPT).delete()
        cursor.execute("reset role")


def _waiting() -> Any:
    return Notice.objects.filter(sent_at=None, tries__lt=Notice.TRIES, told_at__gt=clock.now() - NEWS)


def _send_to(officer: Officer, wishes: NoticeWishes, may_wake: bool) -> bool:
    """Send one officer what is due. Answers whether anything went out."""
    zone, moment = settings.MOORING_COUNTRY.zone, clock.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role mooring_clock")
        locked = _waiting().filter(officer=officer, seen_at=None).select_for_update(skip_locked=True)
        due = [
            one
            for one in locked
            if goes_out_at(one.told_at, one.urgency, wishes, may_wake=may_wake, zone=zone) <= moment
        ]
        browsers = list(PushSubscription.objects.filter(officer=officer)) if due else []
        if not due or not (browsers or (wishes.by_mail and letters.are_sent())):
            cursor.execute("reset role")
            return False
        words = _words(officer, len(due))
        reached = [push.send(browser, words, officer.language) for browser in browsers]
        for gone in (browser.pk for browser, answer in zip(browsers, reached, strict=True) if answer is None):
            PushSubscription.objects.filter(pk=gone).delete()
        out = any(reached)
        if wishes.by_mail and letters.are_sent():
            out = _mail(officer, words, due) or out
        keys = [one.pk for one in due]
        if out:
            Notice.objects.filter(pk__in=keys).update(sent_at=moment)
        else:
            cursor.execute("update safeguards_notice set tries = tries + 1 where id = any(%s)", [keys])
        cursor.execute("reset role")
        return out


def _words(officer: Officer, count: int) -> str:
    with override(officer.language):
        return ngettext("Something waits for you in Mooring.", "%(count)s things wait for you in Mooring.", count) % {
            "count": count
        }


def _mail(officer: Officer, words: str, due: list[Notice]) -> bool:
    """One letter. Its id follows from the notices, so that a mail server that gets it a second time knows it."""
    with override(officer.language):
        subject = _("Something waits for you")
        body = (
            words
            + "\n\n"
            + _("Sign in to see it. This letter says no more, so that nobody else learns anything from it.")
        )
    newest = max(one.pk for one in due)
    letter = EmailMessage(
        subject, body + "\n", None, [officer.email], headers={"Message-ID": f"<{newest}.{len(due)}@mooring>"}
    )
    try:
        return letter.send() == 1
    except (OSError, SMTPException) as error:
        logger.warning("A notice could not be mailed: %s", type(error).__name__)
        return False
