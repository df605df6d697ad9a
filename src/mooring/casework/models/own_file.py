"""That a person asked for her or his own file, what was put into it, and that it was handed over."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models.facts import Fact


class FileAskedBy(models.TextChoices):
    """Who asked for the file."""

    PERSON = "person", _("The person")
    LAWYER = "lawyer", _("A lawyer, with a power of attorney")
    REPRESENTATIVE = "representative", _("The representative of a child")


class OwnFileRequest(Fact):
    """That the person asked for the own file. It is answered by a day that the law sets."""

    compartment = Compartment.CORE
    asked_on = models.DateField(help_text=_("The day on which it was asked for."))
    asked_by = models.CharField(max_length=16, choices=FileAskedBy)
    due_on = models.DateField()
    finding = models.JSONField(help_text=_("The answer of the law with its reasons and provisions."))

    def event_codes(self) -> dict[str, str | int | None]:
        return {"asked_by": self.asked_by, "due_on": self.due_on.isoformat()}


class OwnFilePrepared(Fact):
    """Which parts go into the file and which are withheld, why: sealed. The file itself is made anew each time, and never kept."""

    compartment = Compartment.CORE
    request = models.ForeignKey(OwnFileRequest, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    included = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField()
    choice_sealed = models.BinaryField()

    class Meta:
        verbose_name_plural = "own files prepared"
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by=None), name="one_standing_own_file")
        ]

    def choice(self) -> dict[str, Any]:
        """`in`: keys of the parts that go in; `out`: for each key withheld its ground and words. Raises `CannotOpen`."""
        opened: dict[str, Any] = json.loads(self.words("choice"))
        return opened

    def event_codes(self) -> dict[str, str | int | None]:
        return {"included": self.included, "withheld": self.withheld}


class IdentityConfirmed(models.TextChoices):
    """How it was made sure that it is the person."""

    KNOWN = "known", _("The officer knows the person")
    PAPERS = "papers", _("Papers were seen")
    CODE_WORD = "code_word", _("The code word agreed on was said")
    REPRESENTATIVE = "representative", _("The representative showed the power of attorney")


class Given(models.TextChoices):
    """In what form it was handed over."""

    PAPER = "paper", _("On paper")
    READ_ALOUD = "read_aloud", _("Read aloud, and nothing taken along")
    PAPER_AND_DATA = "paper_and_data", _("On paper and as data")


class OwnFileHandedOver(Fact):
    """That the file was handed over in person: when, by whom, how it was made sure that it is the person, what was read aloud."""

    compartment = Compartment.CORE
    prepared = models.ForeignKey(OwnFilePrepared, on_delete=models.PROTECT, related_name="+")
    handed_over_at = models.DateTimeField()
    identity_confirmed = models.CharField(max_length=16, choices=IdentityConfirmed)
    given = models.CharField(max_length=16, choices=Given)
    read_aloud_in = models.CharField(max_length=8, blank=True)
    words_sealed = models.BinaryField(null=True)

    class Meta:
        verbose_name_plural = "own files handed over"

    def event_codes(self) -> dict[str, str | int | None]:
        return {"given": self.given, "identity_confirmed": self.identity_confirmed}
