"""What was told to a person, in what language and way, and whether it was understood."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact


class Channel(models.TextChoices):
    """By what means something was told. Means are compared, and new ones tried."""

    TALK = "talk", _("In a talk")
    TELEPHONE = "telephone", _("By telephone")
    VIDEO = "video", _("By video")
    PAPER = "paper", _("On paper")
    LETTER = "letter", _("By letter")
    AUDIO = "audio", _("As a recording")


class Interpreting(models.TextChoices):
    """Whether somebody interpreted."""

    NONE = "none", _("None was needed")
    PRESENT = "present", _("An interpreter who was there")
    TELEPHONE = "telephone", _("An interpreter by telephone")
    VIDEO = "video", _("An interpreter by video")
    OTHER = "other", _("Somebody else interpreted")
    MISSING = "missing", _("None could be found")


class Understood(models.TextChoices):
    """How it was taken in, as the person says and the officer saw."""

    UNDERSTOOD = "understood", _("Understood")
    REPEAT = "repeat", _("To be told again")
    NOT_UNDERSTOOD = "not_understood", _("Not understood")


class InformationGiven(Fact):
    """That a person was told of one matter, by a version of the text. Told again is a row again; a slip is taken back."""

    compartment = Compartment.CORE

    topic = models.CharField(max_length=40, help_text=_("The matter, by its code in the country's texts."))
    version = models.CharField(max_length=20, help_text=_("The version of the text that was told."))
    language = models.CharField(max_length=12)
    told_at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=Channel)
    interpreting = models.CharField(max_length=12, choices=Interpreting)
    understood = models.CharField(max_length=16, choices=Understood)
    is_taken_back = models.BooleanField(
        default=False, help_text=_("Recorded by mistake: it stands in the place of the row, and tells nothing.")
    )
    words_sealed = models.BinaryField(
        null=True, help_text=_("What the person asked or did not understand, in words, sealed.")
    )

    class Meta:
        indexes = [
            models.Index(fields=["case", "topic"], name="information_of_case", condition=Q(superseded_by=None)),
        ]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"topic": self.topic, "is_taken_back": int(self.is_taken_back)}
