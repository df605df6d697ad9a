"""The few letters that the house writes to an officer's work address. They hold a link or a sentence, and name no case and no agency."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from mooring.safeguards.models import Officer

logger = logging.getLogger(__name__)


def are_sent() -> bool:
    """Whether this house sends mail at all."""
    return bool(getattr(settings, "MOORING_MAIL_CONFIGURED", False))


def send_link(officer: Officer, address: str) -> None:
    """Mail a one-time link to the officer it is for."""
    with override(officer.language):
        words = _("With this link you set a password of your own. It works once.\n\n%(address)s\n") % {
            "address": address
        }
        _send(officer, _("Your way in"), words)


def tell_let_in_again(officer: Officer) -> None:
    """Tell an officer that her password and second factor no longer work, so that she speaks up when she did not ask for it."""
    with override(officer.language):
        words = _(
            "Your password and your second factor were set back, as two of your colleagues confirmed. You get a link from one "
            "of them.\n\nIf you did not ask for this, ring your administrator now.\n"
        )
        _send(officer, _("Your sign-in was set back"), words)


def _send(officer: Officer, subject: str, words: str) -> None:
    """Send after the transaction has ended well; a mail that fails must not undo the deed."""
    if not are_sent():
        return

    def send() -> None:
        try:
            send_mail(subject, words, None, [officer.email])
        except (OSError, SMTPException) as error:
            logger.warning("A letter to an officer could not be sent: %s", type(error).__name__)

    transaction.on_commit(send)
