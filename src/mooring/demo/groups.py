"""Groups in the demo: those of the country, a matter that went up to the ministries and came home, and one on its way."""

from __future__ import annotations

from datetime import datetime, timedelta

from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.cast import Cast
from mooring.referral.actions import groups, matters, meetings
from mooring.referral.groups_of_the_country import bring_in
from mooring.referral.models import Matter, Meeting, MeetingState, ReferralGroup
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as

CAME_HOME = (
    "Who pays for the first night when shelters are full?",
    "It is asked again and again who pays. One way for all would help.",
)
ON_ITS_WAY = (
    "May papers of work be copied at a control?",
    "It differs from place to place what is kept. Could agencies agree?",
)


def play(
    calendar: Calendar, cast: Cast, *, raiser: str = "astrid", coordinator: str = "signe", above: str = "gerda"
) -> None:
    """Play the groups, when the demo has somebody who coordinates and somebody from a ministry; else there are none."""
    if not {raiser, coordinator, above} <= cast.officers.keys():
        return
    keeper, worker, ministry = cast[coordinator], cast[raiser], cast[above]
    with clock.at(calendar.moment(160, 9)):
        bring_in(by=keeper)
        _see_to_members(keeper, worker, ministry)
    regional, national, top = (_group(keeper, code) for code in ("regional-capital", "national", "interdepartmental"))
    with clock.at(calendar.moment(150, 10)):
        matter = _raised(worker, regional, CAME_HOME, "housing")
    _met(keeper, regional, matter, calendar.moment(140, 10), "The region has no money for it.")
    _met(keeper, national, matter, calendar.moment(110, 10), "Every region asks the same.")
    meeting = _agenda(ministry, top, matter, calendar.moment(80, 10))
    with clock.at(calendar.moment(80, 11)):
        matters.answer(
            by=ministry, matter=matter, words="The national centre pays for the first night, and is paid back."
        )
        meetings.agree_action(
            by=ministry,
            group=top,
            meeting=meeting,
            agency=ministry.agency,
            words="Write it into the agreement with the national centre.",
            due_on=calendar.day(5),
        )
    _held(ministry, meeting, calendar.moment(80, 13))
    for days, by in ((78, ministry), (70, keeper), (65, keeper)):
        with clock.at(calendar.moment(days, 10)):
            matters.carry_down(by=by, matter=matter)
    with clock.at(calendar.moment(9, 10)):
        waiting = _raised(worker, regional, ON_ITS_WAY, "work")
    _agenda(keeper, regional, waiting, calendar.moment(-6, 10), said=calendar.moment(8, 9))


def _see_to_members(keeper: Officer, worker: Officer, ministry: Officer) -> None:
    """The agencies of those who play are in the groups in which they play."""
    plays = {"regional-capital": worker, "national": worker, "interdepartmental": ministry}
    for code, officer in plays.items():
        group = _group(keeper, code)
        with acting_as(keeper):
            belongs = officer.agency.pk in [member.agency_id for member in group.members()]
        if not belongs:
            groups.join_group(by=keeper, group=group, agency=officer.agency)


def _group(keeper: Officer, code: str) -> ReferralGroup:
    with acting_as(keeper):
        return ReferralGroup.objects.get(code=code)


def _raised(by: Officer, group: ReferralGroup, question: tuple[str, str], subject: str) -> Matter:
    return matters.raise_matter(by=by, group=group, title=question[0], words=question[1], subject=subject)


def _met(by: Officer, group: ReferralGroup, matter: Matter, moment: datetime, words: str) -> None:
    """A meeting at which the matter was raised to the group above."""
    meeting = _agenda(by, group, matter, moment)
    with clock.at(moment + timedelta(hours=1)):
        matters.raise_higher(by=by, matter=matter, words=words)
    _held(by, meeting, moment + timedelta(hours=3))


def _agenda(
    by: Officer, group: ReferralGroup, matter: Matter, moment: datetime, *, said: datetime | None = None
) -> Meeting:
    """A meeting is called some days before, and the matter put on its agenda."""
    with clock.at(said or moment - timedelta(days=5)):
        meeting = meetings.call_meeting(
            by=by, group=group, starts_at=moment, ends_at=moment + timedelta(hours=2), place="Meeting room by the quay"
        )
        matters.put_matter_on_agenda(by=by, matter=matter, meeting=meeting)
    return meeting


def _held(by: Officer, meeting: Meeting, moment: datetime) -> None:
    with clock.at(moment), acting_as(by):
        now = meeting.arrangement()
        meetings.arrange_meeting(
            by=by,
            meeting=meeting,
            state=MeetingState.HELD,
            starts_at=now.starts_at,
            ends_at=now.ends_at,
            place="Meeting room by the quay",
        )
