"""What the deeds and notices of groups are called, and where they stand on the pages of others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mooring.casework import day_cards, labels, panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.referral.group_states import MATTER_STATES
from mooring.referral.models import Matter
from mooring.referral.models.matters import FormOfExploitation, ResidenceGroup
from mooring.referral.service_codes import group_label, service_label
from mooring.safeguards import notices, state_tables
from mooring.safeguards.models import Officer

LABELS: dict[str, Any] = {
    "agenda.decide": _("Decided on a point of the agenda"),
    "agenda.put": _("Point put on the agenda"),
    "group_action.agree": _("Action agreed on"),
    "group_action.finish": _("Action done"),
    "matter.answer": _("Matter answered"),
    "matter.carry_down": _("Answer carried down"),
    "matter.close": _("Matter closed"),
    "matter.put_on_agenda": _("Matter put on the agenda"),
    "matter.raise": _("Matter raised"),
    "matter.raise_higher": _("Matter raised to the group above"),
    "matter.withdraw": _("Matter withdrawn"),
    "meeting.arrange": _("Meeting arranged anew"),
    "meeting.call": _("Meeting called"),
}
NOTICES: dict[str, Any] = {
    "matter.raised": _("A matter has reached your group"),
    "matter.moved": _("A matter that you follow has moved"),
    "matter.carried_down": _("An answer has come down to your group"),
    "matter.home": _("The answer to a matter that you raised has come home"),
    "matter.closed": _("A matter is closed"),
    "meeting.called": _("Your group meets"),
    "meeting.changed": _("A meeting of your group has changed"),
    "group_action.agreed": _("Your agency has taken up an action of a group"),
    "group_action.due": _("An action of a group is due soon"),
    "group_action.overdue": _("An action of a group is overdue"),
}


def about(matter: Matter) -> str:
    """A matter's codes in words."""
    forms = [str(FormOfExploitation(form).label) for form in matter.forms if form in FormOfExploitation.values]
    region = settings.MOORING_COUNTRY.regions.get(matter.region, "")
    residence = ResidenceGroup(matter.residence_group).label if matter.residence_group else ""
    service = service_label(matter.service) if matter.service else ""
    whom = group_label(matter.whom) if matter.whom else ""
    words = [matter.get_subject_display(), *forms, service, gettext(region) if region else "", residence, whom]
    return " · ".join(str(word) for word in words if word)


def _raising(officer: Officer, case: Case) -> Mapping[str, Any]:
    return {}


def _waiting(officer: Officer) -> Mapping[str, Any] | None:
    from mooring.referral.waiting_in_groups import waiting_for

    waiting = waiting_for(officer)
    return waiting if any(waiting.values()) else None


def register() -> None:
    """Enter the words, the table of states, the card of the day, and the window on the case page from which a matter is raised."""
    labels.register(LABELS)
    notices.register(NOTICES)
    state_tables.register(MATTER_STATES)
    day_cards.register(day_cards.DayCard("groups", "group.look", "referral/groups_day.html", _waiting, 60))
    panels.register(
        panels.Panel(
            "matter",
            _("A question for a group"),
            "matter.raise",
            Compartment.IDENTITY,
            "referral/matter_panel.html",
            _raising,
            95,
        )
    )
