"""How the person may be reached without danger."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact


class Channel(models.TextChoices):
    """By which way the person may be reached."""

    NONE = "none", _("Do not contact: wait until the person comes")
    IN_PERSON = "in_person", _("In person only")
    TELEPHONE = "telephone", _("By telephone")
    TEXT = "text", _("By text message")
    THROUGH = "through", _("Through somebody named by the person")


class SafeContact(Fact):
    """How the person may be contacted without danger, as she says herself. Shown before any number or address."""

    compartment = Compartment.IDENTITY
    channel = models.CharField(max_length=20, choices=Channel)
    language = models.CharField(max_length=8, blank=True, help_text=_("Language in which to speak to the person."))
    hours_sealed = models.BinaryField(null=True, help_text=_("When it is safe."))
    code_word_sealed = models.BinaryField(
        null=True, help_text=_("What to say, and what the person says if it is not safe to talk.")
    )
    who_may_answer_sealed = models.BinaryField(
        null=True, help_text=_("Who else may answer, and what may then be said.")
    )
    threats_to_others_sealed = models.BinaryField(
        null=True, help_text=_("Children, parents or others who are threatened.")
    )
    detail_sealed = models.BinaryField(null=True, help_text=_("The number or place itself."))

    WORDS = ("hours", "code_word", "who_may_answer", "threats_to_others")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by=None), name="one_standing_safe_contact")
        ]

    def rule(self) -> dict[str, str]:
        """The rule in words, without the number itself."""
        return {name: self.words(name) for name in self.WORDS}
