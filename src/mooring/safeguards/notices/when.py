"""When a notice goes out: by how pressing it is, how the officer wishes to be told, and at what hour she sleeps."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from mooring.safeguards.models.notices import Digest, NoticeWishes, Urgency


def goes_out_at(told_at: datetime, urgency: str, wishes: NoticeWishes, *, may_wake: bool, zone: ZoneInfo) -> datetime:
    """The moment (aware) from which a notice may be sent.

    Ordinary ones wait for their digest; everything waits for the end of quiet hours, but an escalation to somebody whose role is
    to be woken (`may_wake`).
    """
    local = told_at.astimezone(zone)
    if urgency == Urgency.ORDINARY:
        local = _digest(local, wishes, zone)
    if urgency == Urgency.ESCALATION and may_wake:
        return local
    return _after_quiet_hours(local, wishes.quiet_from, wishes.quiet_until, zone)


def _digest(local: datetime, wishes: NoticeWishes, zone: ZoneInfo) -> datetime:
    if wishes.digest == Digest.HOURLY:
        # Whole hours are counted in real time, so that the hour that comes twice in autumn holds nobody up.
        past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        return local if not past else (local.astimezone(ZoneInfo("UTC")) - past + timedelta(hours=1)).astimezone(zone)
    if wishes.digest == Digest.DAILY:
        return _next(local, wishes.morning, zone)
    return local


def _after_quiet_hours(local: datetime, quiet_from: time | None, until: time | None, zone: ZoneInfo) -> datetime:
    if quiet_from is None or until is None or quiet_from == until:
        return local
    now = local.time()
    quiet = quiet_from <= now < until if quiet_from < until else now >= quiet_from or now < until
    return _next(local, until, zone) if quiet else local


def _next(local: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The next time that the clock on the wall shows `at`, this moment included."""
    on = local.date() if local.time() <= at else local.date() + timedelta(days=1)
    return datetime.combine(on, at, zone)
