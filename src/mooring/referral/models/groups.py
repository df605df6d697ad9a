"""Groups that meet: who is in them, when they meet, what is on the agenda, what was decided, and who does what by when.

Rows are appended; what changes is said by a later row with a higher number. Every free text is sealed with a key of the group.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mooring.safeguards import clock, keys
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Agency, Officer
from mooring.safeguards.random_keys import random_key

COORDINATOR = "centre_coordinator"


class Level(models.TextChoices):
    """Where in the mechanism a group meets."""

    REGIONAL = "regional", gettext_lazy("Regional group")
    NATIONAL = "national", gettext_lazy("National group")
    INTERDEPARTMENTAL = "interdepartmental", gettext_lazy("Interdepartmental group")
    THEMATIC = "thematic", gettext_lazy("Group on one subject")


class Appended(models.Model):
    """A row that is put in once, by an officer, and never changed."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def place(self, column: str) -> str:
        """Where a sealed value of this row lies: the associated data of its sealing."""
        return f"{self._meta.db_table}.{column}:{self.pk}"


def seal_with(ring: keys.Keyring, row: Appended, **words: str) -> None:
    """Seal words into the fields `<name>_sealed` of a row, before it is saved."""
    for name, text in words.items():
        column = f"{name}_sealed"
        setattr(row, column, keys.seal(ring, text.encode(), row.place(column)) if text else None)


def open_with(ring: keys.Keyring, row: Appended, name: str) -> str:
    """The words sealed in `<name>_sealed`. Raises `CannotOpen`."""
    sealed = getattr(row, f"{name}_sealed")
    return keys.unseal(ring, bytes(sealed), row.place(f"{name}_sealed")).decode() if sealed else ""


class ReferralGroup(Appended):
    """A body that meets in the mechanism, and the group above it, to which it may raise a matter."""

    code = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=20, choices=Level)
    region = models.CharField(max_length=12, blank=True, help_text=gettext_lazy("Of a regional group; else empty."))
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="below")
    since = models.DateField(help_text=gettext_lazy("Since when the group meets."))
    source = models.CharField(max_length=300, blank=True, help_text=gettext_lazy("Where it is written that it meets."))
    confirmed = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    _ring: keys.Keyring | None = None

    def ring(self) -> keys.Keyring:
        """The key of the group's words, for members and coordinators. Raises `CannotOpen`."""
        self._ring = self._ring or keys.data_key(self.pk)
        return self._ring

    def members(self) -> list[GroupMember]:
        """The agencies that are in the group now, by name."""
        return list(GroupMember.running().filter(group=self).select_related("agency").order_by("agency__name"))

    def is_open_to(self, officer: Officer) -> bool:
        """Whether an officer's agency is in the group, or she keeps the groups."""
        if keeps_groups(officer):
            return True
        agencies = [desk.agency_id for desk in officer.desks()]
        return GroupMember.running().filter(group=self, agency__in=agencies).exists()

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """A group is open to the officers of its members; to everybody else there is no such group."""
        return None if self.is_open_to(officer) else Refusal(Why.UNSEEN, verb, _("There is no such group."))


def keeps_groups(officer: Officer) -> bool:
    return any(posting.role == COORDINATOR for posting in officer.running_postings())


class GroupMember(Appended):
    """That an agency is in a group since a day. Its leaving is a row of its own."""

    group = models.ForeignKey(ReferralGroup, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    @staticmethod
    def running(on: date | None = None) -> models.QuerySet[GroupMember]:
        """The memberships that run on a day, today unless told."""
        day = on or clock.today()
        return GroupMember.objects.filter(since__lte=day).exclude(leaving__until__lte=day)


class GroupLeaving(Appended):
    """That an agency is in a group no more, from a day on."""

    member = models.OneToOneField(GroupMember, on_delete=models.PROTECT, related_name="leaving")
    until = models.DateField(help_text=gettext_lazy("The first day on which the agency is not in the group."))


class Meeting(Appended):
    """A meeting of a group. When and where stands in its arrangements, of which the last one holds."""

    group = models.ForeignKey(ReferralGroup, on_delete=models.PROTECT, related_name="meetings")

    def arrangement(self) -> Arrangement:
        """How the meeting is arranged now."""
        last = self.arrangements.order_by("-number").first()
        assert last is not None, "a meeting is called together with its first arrangement"
        return last

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        return self.group.refusal_to(officer, verb, compartment, writing=writing)


class MeetingState(models.TextChoices):
    PLANNED = "planned", gettext_lazy("Planned")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")
    HELD = "held", pgettext_lazy("of a meeting", "Held")


class Arrangement(Appended):
    """When and where a meeting is; a later one, with a higher number, takes the place of the earlier."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="arrangements")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=MeetingState, default=MeetingState.PLANNED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place_sealed = models.BinaryField(null=True, help_text=gettext_lazy("A place of offices."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_arrangement_a_number"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_after_it_begins"
            ),
        ]

    def is_over(self, moment: datetime) -> bool:
        return self.ends_at <= moment


class AgendaItem(Appended):
    """One point of the agenda: a matter, or a title of its own."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    matter = models.ForeignKey("referral.Matter", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title_sealed = models.BinaryField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="one_point_a_position")]


class Decision(Appended):
    """What a group decided on a point of its agenda."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    words_sealed = models.BinaryField()


class GroupAction(Appended):
    """What an agency of the group does by a day, agreed on at a meeting; an officer of it may be named."""

    group = models.ForeignKey(ReferralGroup, on_delete=models.PROTECT, related_name="actions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    matter = models.ForeignKey("referral.Matter", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    words_sealed = models.BinaryField()

    class Meta:
        ordering = ["due_on", "id"]

    @property
    def done(self) -> ActionDone | None:
        found: Any = getattr(self, "ending", None)
        return found if isinstance(found, ActionDone) else None

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        return self.group.refusal_to(officer, verb, compartment, writing=writing)


class ActionDone(Appended):
    """That an action is done, with a note of what came of it."""

    action = models.OneToOneField(GroupAction, on_delete=models.PROTECT, related_name="ending")
    note_sealed = models.BinaryField(null=True)


class ActionReminder(models.Model):
    """That somebody was reminded of an action: each step of the ladder once. Put in by the clock."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    action = models.ForeignKey(GroupAction, on_delete=models.PROTECT, related_name="reminders")
    level = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "level"], name="one_reminder_a_level")]


class CalendarFeed(Appended):
    """An address under which an officer's calendar fetches when she meets, and nothing more; only its hash is kept."""

    token_hash = models.BinaryField(unique=True)


class CalendarFeedEnd(Appended):
    """That an address of a calendar works no more."""

    feed = models.OneToOneField(CalendarFeed, on_delete=models.PROTECT, related_name="ending")
