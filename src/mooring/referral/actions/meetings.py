"""Calling a meeting, its agenda, what was decided, and who does what by when."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.casework.models import AlreadySuperseded
from mooring.referral.anonymising import in_an_answer
from mooring.referral.models import (
    ActionDone,
    AgendaItem,
    Arrangement,
    Decision,
    GroupAction,
    Matter,
    Meeting,
    MeetingState,
    ReferralGroup,
)
from mooring.referral.models.groups import Appended, seal_with
from mooring.safeguards import clock, notices
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Agency, Officer
from mooring.safeguards.references import reference

LONGEST = timedelta(days=3)


@deed("meeting.call", on="group")
def call_meeting(
    *, by: Officer, group: ReferralGroup, starts_at: datetime, ends_at: datetime, place: str = ""
) -> Meeting:
    """Call a meeting of a group: when, and at which offices. The members are told that they meet, not what about."""
    _refuse_odd_hours("meeting.call", by, starts_at, ends_at)
    meeting = Meeting(group=group, recorded_by=by)
    meeting.save(force_insert=True)
    arrangement = Arrangement(meeting=meeting, starts_at=starts_at, ends_at=ends_at, recorded_by=by)
    seal_with(group.ring(), arrangement, place=place)
    arrangement.save(force_insert=True)
    tell_group("meeting.called", group, meeting_address(meeting))
    return meeting


@deed("meeting.arrange", on="meeting")
def arrange_meeting(
    *, by: Officer, meeting: Meeting, state: str, starts_at: datetime, ends_at: datetime, place: str = ""
) -> Arrangement:
    """Move a meeting, cancel it, or say that it was held. Raises `AlreadySuperseded` when somebody was quicker."""
    _refuse_odd_hours("meeting.arrange", by, starts_at, ends_at)
    before = meeting.arrangement()
    if before.state == MeetingState.HELD or state not in MeetingState.values:
        raise house_rule("meeting.arrange", by, None, _("This meeting is over."), _("Call another one."))
    if state == MeetingState.HELD and starts_at > clock.now():
        raise house_rule("meeting.arrange", by, None, _("This meeting has not begun yet."), _("Say so afterwards."))
    later = Arrangement(
        meeting=meeting,
        number=before.number + 1,
        state=state,
        starts_at=starts_at,
        ends_at=ends_at,
        recorded_by=by,
    )
    seal_with(meeting.group.ring(), later, place=place)
    put_in_once(later)
    if state != MeetingState.HELD:
        tell_group("meeting.changed", meeting.group, meeting_address(meeting))
    return later


@deed("agenda.put", on="meeting")
def put_on_agenda(*, by: Officer, meeting: Meeting, title: str) -> AgendaItem:
    """Put a point of its own on the agenda of a meeting, as the last one."""
    refuse_what_leads_to_a_file("agenda.put", by, title)
    return add_item(meeting, by, title=title)


@deed("agenda.decide", on="meeting")
def decide(*, by: Officer, meeting: Meeting, item: AgendaItem, words: str) -> Decision:
    """Write what was decided on a point of the agenda that is no matter; a matter is answered, or raised higher."""
    refuse_what_leads_to_a_file("agenda.decide", by, words)
    if item.matter_id is not None or item.meeting_id != meeting.pk:
        raise house_rule(
            "agenda.decide", by, None, _("This point is a matter."), _("Answer it, or raise it to the group above.")
        )
    decision = Decision(item=item, recorded_by=by)
    seal_with(meeting.group.ring(), decision, words=words)
    decision.save(force_insert=True)
    return decision


@deed("group_action.agree", on="group")
def agree_action(
    *,
    by: Officer,
    group: ReferralGroup,
    agency: Agency,
    words: str,
    due_on: date,
    officer: Officer | None = None,
    meeting: Meeting | None = None,
    matter: Matter | None = None,
) -> GroupAction:
    """Agree that an agency of the group does something by a day. The officer named, or the agency's lead, is told."""
    verb = "group_action.agree"
    refuse_what_leads_to_a_file(verb, by, words)
    if agency not in [member.agency for member in group.members()]:
        raise house_rule(verb, by, None, _("This agency is not in the group."), _("Choose a member."))
    if officer is not None and agency.pk not in [desk.agency_id for desk in officer.desks()]:
        raise house_rule(verb, by, None, _("This officer does not serve at the agency."), _("Choose one who does."))
    action = GroupAction(
        group=group, meeting=meeting, matter=matter, agency=agency, officer=officer, due_on=due_on, recorded_by=by
    )
    seal_with(group.ring(), action, words=words)
    action.save(force_insert=True)
    notices.tell("group_action.agreed", to=owners(action), address=action_address(action))
    return action


@deed("group_action.finish", on="action")
def finish_action(*, by: Officer, action: GroupAction, note: str = "") -> ActionDone:
    """Say that an action is done, with a note. By an officer of the agency that took it up, or a coordinator."""
    verb = "group_action.finish"
    refuse_what_leads_to_a_file(verb, by, note)
    if not may_finish(by, action):
        raise house_rule(
            verb,
            by,
            None,
            _("This action is another agency's."),
            _("Its officers, or a coordinator, say when it is done."),
        )
    if action.done is not None:
        raise AlreadySuperseded
    done = ActionDone(action=action, recorded_by=by)
    seal_with(action.group.ring(), done, note=note)
    done.save(force_insert=True)
    return done


def may_finish(officer: Officer, action: GroupAction) -> bool:
    """Whether it is this officer's to say that an action is done."""
    coordinates = any(posting.role == "centre_coordinator" for posting in officer.running_postings())
    return coordinates or action.agency_id in [desk.agency_id for desk in officer.desks()]


def owners(action: GroupAction) -> list[Officer]:
    """Whose turn an action is: the officer named, else who leads the agency, else the coordinators."""
    if action.officer is not None:
        return [action.officer]
    return notices.leads_of(action.agency_id) or notices.coordinators()


def add_item(meeting: Meeting, by: Officer, *, title: str = "", matter: Matter | None = None) -> AgendaItem:
    """The next point of an agenda. Raises `AlreadySuperseded` when somebody put one there at the same moment."""
    last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem(meeting=meeting, position=last + 1, matter=matter, recorded_by=by)
    seal_with(meeting.group.ring(), item, title=title)
    put_in_once(item)
    return item


def put_in_once(row: Appended) -> None:
    """Save a row whose number nobody else may take. Raises `AlreadySuperseded` when somebody was quicker."""
    from django.db import IntegrityError, transaction

    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise AlreadySuperseded from None


def refuse_what_leads_to_a_file(verb: str, by: Officer, *texts: str) -> None:
    """Refuse words of a group in which there is a reference, a number or an address."""
    if any(in_an_answer(text) for text in texts):
        raise house_rule(
            verb,
            by,
            None,
            _("What a group writes leads to no file and no person: no reference, telephone number or address."),
            _("Say it without."),
        )


def tell_group(kind: str, group: ReferralGroup, address: str) -> None:
    """Tell those who serve in the group's agencies for it, and the coordinators."""
    serving = Officer.objects.filter(
        postings__desk__agency__in=[member.agency_id for member in group.members()],
        postings__role="group_member",
        is_active=True,
    ).distinct()
    notices.tell(kind, to=[*serving, *notices.coordinators()], address=address)


def meeting_address(meeting: Meeting) -> str:
    return f"/meetings/{reference('meeting', meeting.pk)}/"


def action_address(action: GroupAction) -> str:
    return f"/group-actions/{reference('group_action', action.pk)}/"


def _refuse_odd_hours(verb: str, by: Officer, starts_at: datetime, ends_at: datetime) -> None:
    if not timedelta(0) < ends_at - starts_at <= LONGEST:
        raise house_rule(verb, by, None, _("A meeting ends after it begins."), _("Correct the hours."))
