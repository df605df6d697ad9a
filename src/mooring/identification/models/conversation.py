"""The clarifying conversation: voluntary, in meetings and sections, saved as one goes; and the signs observed, with their evidence."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.identification.form_sections import SECTIONS


class PlaceKind(models.TextChoices):
    """Where the conversation was held, as a kind of place only."""

    OFFICE = "office", _("Office of the team")
    SHELTER = "shelter", _("Shelter or other housing")
    POLICE_STATION = "police_station", _("Police station")
    ASYLUM_CENTRE = "asylum_centre", _("Asylum centre")
    PRISON = "prison", _("Prison or other place of detention")
    HEALTH_SERVICE = "health_service", _("Health service")
    OUTDOORS = "outdoors", _("Where the person was met")
    TELEPHONE = "telephone", _("By telephone or video")
    OTHER = "other", _("Other")


class Interpreter(models.TextChoices):
    """Whether there was an interpreter. The person may say no to one, and to this one."""

    NOT_NEEDED = "not_needed", _("Not needed")
    ACCEPTED = "accepted", _("Offered and accepted")
    PERSON_SAID_NO = "person_said_no", _("Offered; the person said no")
    NOT_AT_HAND = "not_at_hand", _("None was at hand")


class YesNo(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_ASKED = "not_asked", _("Not asked")


class SecondMeeting(models.TextChoices):
    NOT_NEEDED = "not_needed", _("Not needed")
    OFFERED = "offered", _("Offered")
    AGREED = "agreed", _("Agreed")
    SAID_NO = "said_no", _("Said no for now")


class Conversation(Fact):
    """One meeting of the clarifying conversation."""

    compartment = Compartment.CORE
    number = models.PositiveSmallIntegerField(help_text=_("The first meeting, the second…"))
    held_on = models.DateTimeField()
    place_kind = models.CharField(max_length=20, choices=PlaceKind)
    interpreter = models.CharField(max_length=20, choices=Interpreter)
    interpreter_language = models.CharField(max_length=8, blank=True)
    interpreter_by_telephone = models.BooleanField(
        default=False, help_text=_("By telephone, without the person's name.")
    )
    interpreter_not_from_community = models.CharField(
        max_length=10,
        choices=YesNo,
        default=YesNo.NOT_ASKED,
        help_text=_("Asked and ensured: not from the person's own community or town."),
    )
    told_voluntary = models.BooleanField(
        default=False, help_text=_("Told that it is voluntary and what the answers are for.")
    )
    companion = models.CharField(
        max_length=10,
        choices=YesNo,
        default=YesNo.NOT_ASKED,
        help_text=_("A companion of the person's choice was there."),
    )
    lawyer = models.CharField(max_length=10, choices=YesNo, default=YesNo.NOT_ASKED)
    breaks = models.PositiveSmallIntegerField(default=0)
    second_meeting = models.CharField(max_length=12, choices=SecondMeeting, default=SecondMeeting.NOT_NEEDED)
    held_at_desk = models.ForeignKey("safeguards.Desk", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], condition=Q(superseded_by=None), name="one_standing_meeting_a_number"
            )
        ]

    def event_codes(self) -> dict[str, str | int]:
        return {"number": self.number, "interpreter": self.interpreter}


class AnswerState(models.TextChoices):
    TOLD = "told", _("Told")
    NOT_NOW = "not_now", _("The person does not wish to speak of this now")
    DOES_NOT_APPLY = "does_not_apply", _("Does not apply")


class Answer(Fact):
    """What the person told under one section of the form, sealed. A later version supersedes; each keeps its author."""

    compartment = models.CharField(max_length=20, choices=Compartment, default=Compartment.CORE)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=24, choices=[(one.code, one.code) for one in SECTIONS])
    state = models.CharField(max_length=16, choices=AnswerState, default=AnswerState.TOLD)
    words_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "section"], condition=Q(superseded_by=None), name="one_standing_answer_a_section"
            )
        ]

    def event_codes(self) -> dict[str, str]:
        return {"section": self.section, "state": self.state}


class IndicatorObserved(Fact):
    """That a sign from a published list was observed, or was looked for and not observed; with the evidence, sealed."""

    compartment = Compartment.CORE
    indicator = models.CharField(max_length=60)
    list_code = models.CharField(max_length=40)
    list_version = models.CharField(max_length=20)
    observed = models.BooleanField()
    evidence_sealed = models.BinaryField(null=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "indicators observed"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "indicator"], condition=Q(superseded_by=None), name="one_standing_observation"
            )
        ]

    def event_codes(self) -> dict[str, str]:
        return {"indicator": self.indicator, "observed": "yes" if self.observed else "no"}
