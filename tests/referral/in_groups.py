"""Three groups one above the other, for stories of matters: the social worker's region, the nation, the ministries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from mooring.referral.actions import groups, matters, meetings
from mooring.referral.models import Matter, Meeting, ReferralGroup
from mooring.safeguards import clock
from mooring.safeguards.models import Agency, Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

QUESTION = "Who pays for the first night when shelters are full?"
WORDS = "It happens again and again that nobody is sure who pays. Could agencies agree on one way?"


@dataclass(frozen=True)
class Groups:
    regional: ReferralGroup
    national: ReferralGroup
    interdepartmental: ReferralGroup


def laid_out(officers: Cast) -> Groups:
    """The groups with their members: the centre and the police in the region, immigration with the centre, the ministry above."""
    by = officers.coordinator
    top = groups.keep_group(by=by, code="interdepartmental", name="Invented ministries", level="interdepartmental")
    national = groups.keep_group(by=by, code="national", name="Invented nation", level="national", parent=top)
    region = groups.keep_group(by=by, code="regional-test", name="Invented region", level="regional", parent=national)
    for group, codes in ((region, ("centre", "police")), (national, ("centre", "immigration")), (top, ("ministry",))):
        for code in codes:
            groups.join_group(by=by, group=group, agency=Agency.objects.get(code=code))
    return Groups(region, national, top)


def meeting_of(by: Officer, group: ReferralGroup, *, days: int = 7, place: str = "The blue room") -> Meeting:
    starts_at: datetime = clock.now() + timedelta(days=days)
    return meetings.call_meeting(
        by=by, group=group, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), place=place
    )


def raised(by: Officer, group: ReferralGroup) -> Matter:
    return matters.raise_matter(by=by, group=group, title=QUESTION, words=WORDS, subject="housing")


def on_agenda(by: Officer, matter: Matter) -> Meeting:
    """Put a matter on the agenda of a new meeting of the group where it lies."""
    with acting_as(by):
        group = matter.last().group
    meeting = meeting_of(by, group)
    matters.put_matter_on_agenda(by=by, matter=matter, meeting=meeting)
    return meeting


def seen_by(officer: Officer, matter: Matter) -> Matter | None:
    """The matter as this officer finds it, freshly asked."""
    with acting_as(officer):
        return Matter.objects.filter(pk=matter.pk).first()
