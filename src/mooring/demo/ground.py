"""What only the owner of the database can do before a demo begins: allow invented time, and enter the two first administrators."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import connection, transaction

from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.cast import address
from mooring.demo.countries import script
from mooring.safeguards import clock
from mooring.safeguards.actions import first_administrator
from mooring.safeguards.models import Officer


def before_everything(calendar: Calendar) -> datetime:
    """The moment from which everybody of the cast is posted: a month before the history begins."""
    day = calendar.start - timedelta(days=31)
    return datetime.combine(day, time(8), tzinfo=settings.MOORING_COUNTRY.zone)


def lay_ground() -> None:
    """Prepare a new database for the demo, as its owner; safe to run twice.

    Raises `AlreadyAdministered` in a database that has an administrator of its own: it is no demo and becomes none.
    """
    told = script()
    if Officer.objects.filter(email=address(told.administrators[0][0])).exists():
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("update safeguards_installation set invented_time = true")
        with clock.at(before_everything(Calendar(clock.now()))):
            for second, (name, title) in enumerate(told.administrators):
                # The link is shown to nobody: in a demo one signs in without a password.
                first_administrator(
                    email=address(name),
                    name=title,
                    agency_code=told.centre[0],
                    agency_name=told.centre[1],
                    second=bool(second),
                )
