"""A group, a meeting, an action or a matter that an address names: opened to whom it is open, and to nobody else there."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mooring.referral.models import GroupAction, Matter, Meeting, ReferralGroup
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.models import Officer
from mooring.safeguards.references import NoSuchReference, key_of


def group_or_unseen(officer: Officer, code: str, verb: str) -> ReferralGroup:
    """The group with this code, for its members. Raises `Refused` as for one that does not exist."""
    group = ReferralGroup.objects.select_related("parent").filter(code=code).first()
    if group is None or not group.is_open_to(officer):
        raise _unseen(officer, verb)
    return group


def meeting_or_unseen(officer: Officer, named: str, verb: str) -> Meeting:
    """A meeting of a group that is open to the officer. Raises `Refused`."""
    found = Meeting.objects.select_related("group").filter(pk=_key(officer, "meeting", named, verb)).first()
    if found is None or not found.group.is_open_to(officer):
        raise _unseen(officer, verb)
    return found


def action_or_unseen(officer: Officer, named: str, verb: str) -> GroupAction:
    """An action of a group that is open to the officer. Raises `Refused`."""
    rows = GroupAction.objects.select_related("group", "agency", "officer")
    found = rows.filter(pk=_key(officer, "group_action", named, verb)).first()
    if found is None or not found.group.is_open_to(officer):
        raise _unseen(officer, verb)
    return found


def matter_or_unseen(officer: Officer, named: str, verb: str) -> Matter:
    """A matter by its reference, for who raised it and the groups where it has been. Raises `Refused`."""
    found = Matter.objects.select_related("raised_by", "raised_desk__agency").filter(reference=named).first()
    if found is None or found.refusal_to(officer, verb, "core", writing=False) is not None:
        raise _unseen(officer, verb)
    return found


def _key(officer: Officer, kind: str, named: str, verb: str) -> int:
    try:
        return key_of(kind, named)
    except NoSuchReference:
        raise _unseen(officer, verb) from None


def _unseen(officer: Officer, verb: str) -> Refused:
    return Refused(Refusal(Why.UNSEEN, verb, _("There is no such page.")), officer)
