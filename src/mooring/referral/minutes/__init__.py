"""The minutes of a meeting as a document to keep: agenda, what was decided, who does what by when. No person is in it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mooring.casework.own_file.printing import typeset, unprintable, without
from mooring.referral.group_words import about
from mooring.referral.models import AgendaItem, GroupAction, Meeting, MeetingState
from mooring.referral.models.groups import open_with
from mooring.referral.models.matters import MatterStep

FILE_NAME = "minutes.pdf"


def as_document(meeting: Meeting) -> bytes:
    """The minutes as PDF, made now and kept nowhere. Asks the key of the group, and of each matter on the agenda."""
    file = content(meeting)
    return typeset("minutes.typ", without(file, unprintable(file)), of="mooring.referral.minutes")


def content(meeting: Meeting) -> dict[str, Any]:
    """The minutes as plain data, in the language of the page."""
    arrangement, ring = meeting.arrangement(), meeting.group.ring()
    begins = timezone.localtime(arrangement.starts_at)
    actions = meeting.actions.select_related("agency", "officer", "ending").order_by("due_on", "id")
    return {
        "language": get_language() or "en",
        "title": _("Minutes") if arrangement.state == MeetingState.HELD else _("Agenda"),
        "group": meeting.group.name,
        "when": date_format(begins, "DATETIME_FORMAT"),
        "place": open_with(ring, arrangement, "place"),
        "members": [member.agency.name for member in meeting.group.members()],
        "agenda": [_point(meeting, item) for item in items_of(meeting)],
        "actions": [_action(meeting, action) for action in actions],
        "words": {
            "members": _("Members of the group"),
            "agenda": _("Agenda"),
            "decided": _("Decided"),
            "actions": _("Who does what by when"),
            "nothing": _("Nothing was on the agenda."),
            "none": _("Nothing was agreed on."),
        },
    }


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """The points of the agenda in order, each matter once: put on again, it keeps its last place."""
    items = list(meeting.agenda.select_related("matter").prefetch_related("decisions").order_by("position"))
    last = {item.matter_id: item.pk for item in items if item.matter_id}
    return [item for item in items if item.matter_id is None or last[item.matter_id] == item.pk]


def said_of_matter(meeting: Meeting, item: AgendaItem) -> list[MatterStep]:
    """What this group said of a matter at this meeting."""
    if item.matter is None:
        return []
    return [step for step in item.matter.way() if step.meeting_id == meeting.pk and step.words_sealed]


def _point(meeting: Meeting, item: AgendaItem) -> dict[str, Any]:
    ring = meeting.group.ring()
    if item.matter is not None:
        return {
            "number": item.position,
            "title": item.matter.opened("title"),
            "about": f"{item.matter.reference} · {about(item.matter)}",
            "words": [item.matter.opened("words")],
            "decided": [step.words() for step in said_of_matter(meeting, item)],
        }
    return {
        "number": item.position,
        "title": open_with(ring, item, "title"),
        "about": "",
        "words": [],
        "decided": [open_with(ring, decision, "words") for decision in item.decisions.all()],
    }


def _action(meeting: Meeting, action: GroupAction) -> dict[str, str]:
    return {
        "who": ", ".join([action.agency.name, *([action.officer.name] if action.officer else [])]),
        "due": date_format(action.due_on, "DATE_FORMAT"),
        "done": _("done") if action.done else "",
        "words": open_with(meeting.group.ring(), action, "words"),
    }
