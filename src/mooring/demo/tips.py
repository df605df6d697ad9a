"""Tips without a name in the demo: one that waits, one with an answer and a question back, one that was an exercise."""

from __future__ import annotations

import secrets
from datetime import timedelta

from mooring.demo.calendar_of_the_demo import Calendar
from mooring.hotline.actions import tips as actions
from mooring.hotline.models import Tip
from mooring.hotline.tips.limits import SENDING
from mooring.hotline.tips.proof_of_work import Lane
from mooring.hotline.tips.receipt import Receipt, new_form_key
from mooring.hotline.tips.receiving import Message, take_in
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as

WORKSHOP = (
    "In the yard behind the tyre shop three men sleep in a trailer. They wash cars from seven until dark, every day."
    " One told me that the owner keeps their passports."
)
WHERE = "Thank you for telling us. Is there a time at which the owner is not there? Do not ask the men yourself."
ON_SUNDAYS = "On Sundays before ten nobody but the men is in the yard."
CLEANER = "The woman who cleans at my neighbours' never goes out alone, and she asked me for bread."
EXERCISE = "This is our class practising how to tell something. Nothing has happened."


def play(calendar: Calendar) -> None:
    """Tell of the tips of the last days; nothing where nobody answers a hotline."""
    by = Officer.objects.filter(postings__role="hotline_worker").order_by("email").first()
    if by is None:
        return
    men = _told(calendar, 6, WORKSHOP, "en")
    with clock.at(calendar.moment(5, 10)):
        actions.answer_tip(by=by, tip=_tip(by, men), words=WHERE)
    _told(calendar, 4, ON_SUNDAYS, "en", men)
    practice = _told(calendar, 3, EXERCISE, "da")
    with clock.at(calendar.moment(2, 9)):
        actions.close_tip(by=by, tip=_tip(by, practice), because="practice")
    _told(calendar, 1, CLEANER, "da")


def _told(calendar: Calendar, days_ago: int, words: str, language: str, receipt: Receipt | None = None) -> Receipt:
    form = new_form_key()
    message = Message(receipt or Receipt.of_form(form), form, words)
    with clock.at(calendar.moment(days_ago, 20) + timedelta(minutes=days_ago)):
        take_in(
            message,
            limit=SENDING[Lane.PROVEN],
            network=secrets.token_bytes(16),
            founds=receipt is None,
            language=language,
        )
    return message.receipt


def _tip(by: Officer, receipt: Receipt) -> Tip:
    with acting_as(by):
        return Tip.objects.get(receipt_hash=receipt.hashed)
