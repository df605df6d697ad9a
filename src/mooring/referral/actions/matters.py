"""Raising a matter without a person in it, its way up through the groups, and its answer's way home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import AlreadySuperseded, Case
from mooring.referral import group_states as states
from mooring.referral.actions.meetings import add_item, refuse_what_leads_to_a_file
from mooring.referral.anonymising import find
from mooring.referral.giving_away import judge
from mooring.referral.group_states import MATTER_STATES
from mooring.referral.models import GroupMember, Matter, MatterStep, Meeting, MeetingState, ReferralGroup
from mooring.safeguards import clock, keys, notices
from mooring.safeguards.access import Refused, access
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.safeguards.state_tables import NotALawfulMove


@deed("matter.raise", on="group")
def raise_matter(
    *,
    by: Officer,
    group: ReferralGroup,
    title: str,
    words: str,
    subject: str,
    forms: Sequence[str] = (),
    service: str = "",
    region: str = "",
    residence_group: str = "",
    whom: str = "",
    checked_against: Case | None = None,
    confirmed: Mapping[str, str] | None = None,
) -> Matter:
    """Raise a matter to a group. The words are checked, against the names of a case where one gave rise to it; the case is not kept.

    Refused as long as something in the words would give somebody away, or was neither changed nor confirmed with a reason.
    """
    verb = "matter.raise"
    if checked_against is not None:
        refusal = access(by, verb, checked_against, compartment=Compartment.IDENTITY)
        if refusal is not None:
            raise Refused(refusal, by, checked_against.pk)
    told = f"{title}\n{words}"
    judged = judge(told, find(told, checked_against), confirmed or {})
    if not judged.passes:
        raise house_rule(
            verb, by, None, _("The words may still give somebody away."), _("Change what is marked, or confirm it.")
        )
    matter = Matter(
        subject=subject,
        forms=list(forms),
        service=service,
        region=region,
        residence_group=residence_group,
        whom=whom,
        confirmed=list(judged.confirmed),
        raised_on=clock.today(),
        raised_by=by,
        raised_desk=by.desk,
    )
    row, ring = keys.new_data_key(matter.pk)
    # By the hour of a key one could find the case that somebody had just looked at.
    row.made_at = row.made_at.replace(hour=0, minute=0, second=0, microsecond=0)
    matter.title_sealed = keys.seal(ring, title.encode(), matter.place("title_sealed"))
    matter.words_sealed = keys.seal(ring, words.encode(), matter.place("words_sealed"))
    matter.save(force_insert=True)
    row.save(force_insert=True)
    step = MatterStep(matter=matter, state=states.RAISED, group=group, happened_on=clock.today(), recorded_by=by)
    step.save(force_insert=True)
    _tell(step)
    return matter


@deed("matter.put_on_agenda", on="matter")
def put_matter_on_agenda(*, by: Officer, matter: Matter, meeting: Meeting) -> MatterStep:
    """Put a matter on the agenda of a meeting of the group where it lies; a later meeting takes the place of an earlier."""
    verb = "matter.put_on_agenda"
    at = _by_the_group(verb, by, matter)
    arrangement = meeting.arrangement()
    if meeting.group_id != at.group_id or arrangement.state != MeetingState.PLANNED:
        raise house_rule(
            verb, by, None, _("The matter does not lie with the group of this meeting."), _("Choose a meeting to come.")
        )
    step = _move(verb, by, at, states.ON_AGENDA, at.group, meeting=meeting)
    add_item(meeting, by, matter=matter)
    return step


@deed("matter.raise_higher", on="matter")
def raise_higher(*, by: Officer, matter: Matter, words: str) -> MatterStep:
    """Raise a matter to the group above, with what this group thinks of it."""
    verb = "matter.raise_higher"
    refuse_what_leads_to_a_file(verb, by, words)
    at = _by_the_group(verb, by, matter)
    if at.group.parent is None:
        raise house_rule(verb, by, None, _("There is no group above this one."), _("Answer the matter here."))
    return _move(verb, by, at, states.RAISED_HIGHER, at.group.parent, words=words, meeting=at.meeting)


@deed("matter.answer", on="matter")
def answer(*, by: Officer, matter: Matter, words: str) -> MatterStep:
    """Answer a matter: what the group decided. The answer then goes down, step by step, to who raised it."""
    verb = "matter.answer"
    refuse_what_leads_to_a_file(verb, by, words)
    if not words.strip():
        raise house_rule(verb, by, None, _("An answer has words."), _("Write what was decided."))
    at = _by_the_group(verb, by, matter)
    return _move(verb, by, at, states.ANSWERED, at.group, words=words, meeting=at.meeting)


@deed("matter.carry_down", on="matter")
def carry_down(*, by: Officer, matter: Matter, words: str = "") -> MatterStep:
    """Carry the answer one group down, or home to who raised it, with a word of one's own if one wishes."""
    verb = "matter.carry_down"
    refuse_what_leads_to_a_file(verb, by, words)
    at = _by_the_group(verb, by, matter)
    below = came_from(matter, at.group)
    if below is None:
        return _move(verb, by, at, states.HOME, at.group, words=words)
    return _move(verb, by, at, states.CARRIED_DOWN, below, words=words)


@deed("matter.close", on="matter")
def close_matter(*, by: Officer, matter: Matter, words: str = "") -> MatterStep:
    """Close a matter whose answer has come home, with what one makes of it."""
    refuse_what_leads_to_a_file("matter.close", by, words)
    return _move("matter.close", by, _by_raiser("matter.close", by, matter), states.CLOSED, words=words)


@deed("matter.withdraw", on="matter")
def withdraw_matter(*, by: Officer, matter: Matter, words: str = "") -> MatterStep:
    """Withdraw a matter that was not answered yet."""
    refuse_what_leads_to_a_file("matter.withdraw", by, words)
    return _move("matter.withdraw", by, _by_raiser("matter.withdraw", by, matter), states.WITHDRAWN, words=words)


def came_from(matter: Matter, group: ReferralGroup) -> ReferralGroup | None:
    """The group from which a matter was raised to this one; none where it was raised first."""
    way = [step for step in matter.way() if step.state in (states.RAISED, states.RAISED_HIGHER)]
    groups = [step.group for step in way]
    place = next((at for at, one in enumerate(groups) if one.pk == group.pk), 0)
    return groups[place - 1] if place else None


def may_move(officer: Officer, step: MatterStep, verb: str) -> bool:
    """Whether this move is this officer's now: by her role, by the state, and by whose turn it is. For showing buttons."""
    sides = {move.by for move in MATTER_STATES.moves_from(step.state) if move.verb == verb}
    mine = states.RAISER in sides and step.matter.is_raised_by(officer)
    groups = states.GROUP in sides and step.group.is_open_to(officer)
    higher = verb != "matter.raise_higher" or step.group.parent_id is not None
    return officer.may(verb) and (mine or groups) and higher


def _by_the_group(verb: str, by: Officer, matter: Matter) -> MatterStep:
    at = matter.last()
    if not at.group.is_open_to(by):
        raise house_rule(
            verb,
            by,
            None,
            _("The matter lies with another group now."),
            _("That group takes the next step; you see here when it has."),
        )
    return at


def _by_raiser(verb: str, by: Officer, matter: Matter) -> MatterStep:
    if not matter.is_raised_by(by):
        raise house_rule(
            verb,
            by,
            None,
            _("Somebody else raised this matter."),
            _("Who raised it, or a colleague at the desk, does this."),
        )
    return matter.last()


def _move(
    verb: str,
    by: Officer,
    at: MatterStep,
    state: str,
    group: ReferralGroup | None = None,
    *,
    words: str = "",
    **fields: Any,
) -> MatterStep:
    """Take the next step, when it is a lawful one. Raises `AlreadySuperseded` when somebody was quicker."""
    try:
        MATTER_STATES.require(at.state, state)
    except NotALawfulMove:
        raise house_rule(
            verb, by, None, _("The matter does not stand where this can be done."), _("Look at the matter again.")
        ) from None
    step = MatterStep(
        matter=at.matter,
        number=at.number + 1,
        state=state,
        group=group or at.group,
        happened_on=clock.today(),
        recorded_by=by,
        **fields,
    )
    step.seal_words(words)
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError:
        raise AlreadySuperseded from None
    _tell(step)
    return step


def _tell(step: MatterStep) -> None:
    """Tell who holds the pen now, and who raised the matter, that it has moved."""
    agencies = GroupMember.running().filter(group=step.group).values("agency")
    serving = Officer.objects.filter(
        postings__desk__agency__in=agencies, postings__role="group_member", is_active=True
    ).distinct()
    pen = [*serving, *notices.coordinators()] if step.rule.pen == states.GROUP else []
    home = [step.matter.raised_by] if step.state not in (states.CLOSED, states.WITHDRAWN) else []
    kind = step.rule.notice
    if kind is not None:
        notices.tell(kind, to=[*pen, *home], address=f"/matters/{step.matter.reference}/")
