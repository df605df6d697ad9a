"""Documents of a case: what each is and where it lies, while the file itself lies sealed in the storage."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.documents.media import ALLOWED, Media
from mooring.casework.models.facts import Fact


class Withdrawal(models.TextChoices):
    """Why a file no longer counts."""

    WRONG_CASE = "wrong_case", _("It belongs to another case")
    WRONG_PART = "wrong_part", _("It was put into the wrong part of the case")
    MISTAKEN = "mistaken", _("It is not what it was taken for")
    PERSON_ASKED = "person_asked", _("The person asked for it")


class KeptFile(Fact):
    """A file kept of a case. Never deleted: a later one takes its place, or it is withdrawn; erasing the case's key erases it."""

    kind = models.CharField(max_length=30)
    title_sealed = models.BinaryField(null=True, help_text=_("What it is, in the officer's words."))
    media_type = models.CharField(max_length=80, blank=True)
    size = models.PositiveIntegerField(default=0, help_text=_("Bytes of the file as it came in."))
    storage_name = models.CharField(max_length=40, null=True, unique=True, help_text=_("Random; none once withdrawn."))
    digest = models.BinaryField(null=True, help_text=_("SHA-256 of the sealed original."))
    has_copy = models.BooleanField(default=False, help_text=_("Whether there is a copy without metadata."))
    pages = models.PositiveSmallIntegerField(default=0, help_text=_("How many pages can be shown."))
    pages_in_all = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=20, blank=True, choices=Withdrawal)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(storage_name__isnull=True, withdrawn_at__isnull=False)
                | Q(storage_name__isnull=False, withdrawn_at__isnull=True),
                name="%(class)s_lies_somewhere_or_is_withdrawn",
            )
        ]

    def stored(self, part: str) -> str:
        """The name in the storage of one part of this file."""
        return f"{str(self.storage_name)[:2]}/{self.storage_name}.{part}"

    def parts(self) -> list[str]:
        """The parts that lie in the storage: the original, the copy, the pages."""
        if self.storage_name is None:
            return []
        return ["original", *(["copy"] if self.has_copy else []), *(f"page{n}" for n in range(1, self.pages + 1))]

    @property
    def ending(self) -> str:
        return ALLOWED[Media(self.media_type)].ending

    @property
    def page_numbers(self) -> range:
        return range(1, self.pages + 1)

    def event_codes(self) -> dict[str, str | int | None]:
        return {f"{self._meta.model_name}_kind": self.kind}


class DocumentKind(models.TextChoices):
    """What a document is."""

    LETTER = "letter", _("Letter")
    DECISION = "decision", _("Decision of an authority")
    MEDICAL = "medical", _("Medical paper")
    POLICE = "police", _("Paper from the police or a court")
    CONTRACT = "contract", _("Contract or wage slip")
    MESSAGES = "messages", _("Messages or advertisements")
    CONSENT = "consent", _("Consent or power of attorney")
    PHOTOGRAPH_OF_PLACE = "photograph_of_place", _("Photograph of a place or a thing")
    OTHER = "other", _("Something else")


# A paper that shows who the person is belongs to names; everybody with any access sees the entry.
NOT_FOR_DOCUMENTS = (Compartment.ENTRY, Compartment.IDENTITY, Compartment.REMOVAL_HOLD)


class Document(KeptFile):
    """A paper or photograph of a case, in one compartment of it."""

    compartment = models.CharField(max_length=20, choices=Compartment)
    kind = models.CharField(max_length=30, choices=DocumentKind)

    class Meta(KeptFile.Meta):
        constraints = [
            *KeptFile.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(compartment__in=NOT_FOR_DOCUMENTS), name="document_in_a_part_for_documents"
            ),
        ]
        indexes = [models.Index(fields=["case", "-recorded_at"], name="document_of_case")]
