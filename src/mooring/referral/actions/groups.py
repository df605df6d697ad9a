"""Keeping the groups, and the addresses at which an officer's calendar asks when she meets."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.referral.models import CalendarFeed, CalendarFeedEnd, GroupLeaving, GroupMember, Level, ReferralGroup
from mooring.safeguards import clock, keys, one_time_links
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Agency, Officer


@deed("group.keep")
def keep_group(
    *,
    by: Officer,
    code: str,
    name: str,
    level: str,
    region: str = "",
    parent: ReferralGroup | None = None,
    since: date | None = None,
    source: str = "",
    confirmed: bool = True,
) -> ReferralGroup:
    """Enter a group, with the group above it. Its words will be sealed with a key of its own."""
    if level not in Level.values or ReferralGroup.objects.filter(code=code).exists():
        raise house_rule(
            "group.keep", by, None, _("There is such a group already."), _("Look at the list, or choose another code.")
        )
    group = ReferralGroup(
        code=code,
        name=name,
        level=level,
        region=region,
        parent=parent,
        since=since or clock.today(),
        source=source,
        confirmed=confirmed,
        recorded_by=by,
    )
    row, _ring = keys.new_data_key(group.pk)
    group.save(force_insert=True)
    row.save(force_insert=True)
    return group


@deed("group.join")
def join_group(*, by: Officer, group: ReferralGroup, agency: Agency, since: date | None = None) -> GroupMember:
    """Enter that an agency is in a group from a day on; its officers then see what the group says."""
    if GroupMember.objects.filter(group=group, agency=agency, leaving=None).exists():
        raise house_rule("group.join", by, None, _("This agency is in the group."), _("Choose another one."))
    member = GroupMember(group=group, agency=agency, since=since or clock.today(), recorded_by=by)
    member.save(force_insert=True)
    return member


@deed("group.leave")
def leave_group(*, by: Officer, member: GroupMember, until: date | None = None) -> GroupLeaving:
    """Enter that an agency is in a group no more, from a day on."""
    until = until or clock.today()
    if GroupLeaving.objects.filter(member=member).exists() or until < member.since:
        raise house_rule("group.leave", by, None, _("This agency has left already."), _("Look at the page again."))
    leaving = GroupLeaving(member=member, until=until, recorded_by=by)
    leaving.save(force_insert=True)
    return leaving


@deed("calendar.give")
def give_calendar(*, by: Officer) -> str:
    """Make a new address for one's calendar; an earlier one works no more. Answers its token, which nobody can ask for again."""
    _end_feeds(by)
    token = one_time_links.new_token()
    CalendarFeed(token_hash=one_time_links.hash_of(token), recorded_by=by).save(force_insert=True)
    return token


@deed("calendar.end")
def end_calendar(*, by: Officer) -> None:
    """Have the address of one's calendar work no more."""
    _end_feeds(by)


def _end_feeds(by: Officer) -> None:
    for feed in CalendarFeed.objects.filter(recorded_by=by, ending=None):
        CalendarFeedEnd(feed=feed, recorded_by=by).save(force_insert=True)
