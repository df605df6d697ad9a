"""The doors of groups that meet: groups, meetings, actions, matters, and the address of one's calendar."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.referral.views import groups, matters, meetings
from mooring.web.guard import CASE, Door

GROUPS_DOORS: list[Door] = [
    Door("groups/", "groups", "group.look", groups.groups, navigation=_("Groups")),
    Door("groups/new/", "group_new", "group.keep", groups.group_new, writes=True),
    Door("groups/bring-in/", "groups_bring_in", "group.keep", groups.groups_bring_in, writes=True),
    Door("groups/<slug:group>/", "group", "group.look", groups.group),
    Door("groups/<slug:group>/members/", "group_member", "group.join", groups.member_new, writes=True),
    Door("groups/<slug:group>/members/<str:member>/", "group_leave", "group.leave", groups.member_leave, writes=True),
    Door("groups/<slug:group>/meetings/", "group_meeting_new", "meeting.call", meetings.meeting_new, writes=True),
    Door("groups/<slug:group>/actions/", "group_action_new", "group_action.agree", groups.action_new, writes=True),
    Door("group-actions/<str:action>/", "group_action", "group_action.finish", groups.group_action, writes=True),
    Door("meetings/<str:meeting>/", "meeting", "group.look", meetings.meeting),
    Door("meetings/<str:meeting>/arrange/", "meeting_arrange", "meeting.arrange", meetings.arrange, writes=True),
    Door("meetings/<str:meeting>/agenda/", "agenda_put", "agenda.put", meetings.agenda_put, writes=True),
    Door(
        "meetings/<str:meeting>/agenda/<int:number>/",
        "agenda_decide",
        "agenda.decide",
        meetings.agenda_decide,
        writes=True,
    ),
    Door(
        "meetings/<str:meeting>/actions/",
        "meeting_action_new",
        "group_action.agree",
        groups.meeting_action_new,
        writes=True,
    ),
    Door("meetings/<str:meeting>/minutes/", "meeting_minutes", "group.look", meetings.meeting_minutes),
    Door("meetings/<str:meeting>/calendar/", "meeting_calendar", "group.look", meetings.meeting_calendar),
    Door("matters/", "matters", "matter.look", matters.matters),
    Door("matters/new/", "matter_new", "matter.raise", matters.matter_new, writes=True),
    Door(
        CASE + "matter/",
        "matter_from_case",
        "matter.raise",
        matters.matter_from_case,
        compartment=Compartment.IDENTITY,
        writes=True,
        reading_is_enough=True,
    ),
    Door("matters/<str:matter>/", "matter", "matter.look", matters.matter),
    Door("matters/<str:matter>/agenda/", "matter_on_agenda", "matter.put_on_agenda", matters.on_agenda, writes=True),
    Door("matters/<str:matter>/higher/", "matter_higher", "matter.raise_higher", matters.higher, writes=True),
    Door("matters/<str:matter>/answer/", "matter_answer", "matter.answer", matters.answer, writes=True),
    Door("matters/<str:matter>/down/", "matter_down", "matter.carry_down", matters.down, writes=True),
    Door("matters/<str:matter>/close/", "matter_close", "matter.close", matters.close, writes=True),
    Door("matters/<str:matter>/withdraw/", "matter_withdraw", "matter.withdraw", matters.withdraw, writes=True),
    Door("my-calendar/", "my_calendar", "calendar.give", groups.calendar, writes=True),
    Door("my-calendar/end/", "my_calendar_end", "calendar.end", groups.calendar_end, writes=True),
    # A calendar program cannot sign in: the token is checked by the view, and what it answers says when, and nothing else.
    Door("calendar/<str:token>/meetings.ics", "calendar_feed", None, groups.calendar_fetched),
]
