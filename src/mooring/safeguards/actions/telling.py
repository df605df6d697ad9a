"""How an officer wishes to be told that something waits: deeds of her own account."""

from __future__ import annotations

from datetime import time

from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Digest, NoticeWishes, Officer, PushSubscription


@deed("notice.choose")
def choose_how_told(
    *,
    by: Officer,
    by_mail: bool = True,
    digest: str = Digest.AT_ONCE,
    morning: time = time(7, 30),
    quiet: tuple[time, time] | None = (time(22, 0), time(7, 0)),
) -> NoticeWishes:
    """Set how one is told; `quiet` is from when until when nothing is sent, or none. An escalation may wake some roles all the same."""
    wishes = NoticeWishes(officer=by, by_mail=by_mail, digest=Digest(digest), morning=morning)
    wishes.quiet_from, wishes.quiet_until = quiet or (None, None)
    NoticeWishes.objects.bulk_create(
        [wishes],
        update_conflicts=True,
        unique_fields=["officer"],
        update_fields=["by_mail", "digest", "morning", "quiet_from", "quiet_until"],
    )
    return wishes


@deed("notice.add_browser")
def add_browser(*, by: Officer, subscription: PushSubscription) -> PushSubscription:
    """Have a browser of one's own told when it is closed. A browser that is there already stays one."""
    PushSubscription.objects.filter(officer=by, endpoint_key=subscription.endpoint_key).delete()
    subscription.officer = by
    subscription.save(force_insert=True)
    return subscription


@deed("notice.remove_browser")
def remove_browser(*, by: Officer, subscription: PushSubscription) -> None:
    """Have a browser of one's own told no more."""
    PushSubscription.objects.filter(officer=by, pk=subscription.pk).delete()
