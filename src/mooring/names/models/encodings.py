"""What may be compared of a sealed identity, keyed; and the questions that officers ask without learning an answer here."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from mooring.names.encoding import BITS
from mooring.safeguards import clock, keys
from mooring.safeguards.models import Agency, Officer
from mooring.safeguards.random_keys import random_key


class Bits(models.Field):  # type: ignore[type-arg]
    """512 bits, written as zeros and ones."""

    def db_type(self, connection: Any) -> str:
        return f"bit({BITS})"


class NameEncoding(models.Model):
    """One way in which a person is named, encoded. Put in by who writes the identity; read by the matcher alone.

    No foreign keys: whoever may not see a case must not learn from an error that it exists.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    case_key = models.BigIntegerField()
    identity_key = models.BigIntegerField(
        help_text=_("The identity of which this was made; only those that stand are compared.")
    )
    way = models.CharField(max_length=12, help_text=_("As named in papers, as called, or only by date or number."))
    letters = Bits()
    sounds = Bits()
    born_day = models.CharField(max_length=32, blank=True)
    born_year = models.CharField(max_length=32, blank=True)
    numbers = ArrayField(models.CharField(max_length=32), default=list)
    key_version = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "names_encoding"
        indexes = [models.Index(fields=["identity_key"], name="encoding_of_identity")]


class QuestionQuerySet(models.QuerySet["Question"]):
    def readable(self) -> QuestionQuerySet:
        """Without what the matcher compares, which nobody else may read."""
        return self.defer("asked_sealed")


class Question(models.Model):
    """That an officer asks whether a person is known. Whom she asks about is kept encoded and sealed, for the matcher alone;
    why, and how to reach her, is sealed under a key of the house, for she has no key of a case that she does not know."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_sealed = models.BinaryField()
    words_sealed = models.BinaryField()
    recorded_at = models.DateTimeField(default=clock.now)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        db_table = "names_question"
        indexes = [models.Index(fields=["asked_by", "recorded_at"], name="question_of_officer")]

    def seal(self, asked: dict[str, Any], words: dict[str, str]) -> None:
        """Seal whom is asked about (encoded) and what the officer says for herself, before the row is saved."""
        self.asked_sealed = keys.seal(_key(), json.dumps(asked).encode(), self._place("asked"))
        self.words_sealed = keys.seal(_key(), json.dumps(words).encode(), self._place("words"))

    def words(self) -> dict[str, str]:
        """Why the officer asks, and how to reach her. Raises `CannotOpen`."""
        opened: dict[str, str] = json.loads(keys.unseal(_key(), self.words_sealed, self._place("words")))
        return opened

    def asked(self) -> dict[str, Any]:
        """Whom she asks about, encoded; only for the matcher. Raises `CannotOpen`."""
        opened: dict[str, Any] = json.loads(keys.unseal(_key(), self.asked_sealed, self._place("asked")))
        return opened

    def _place(self, what: str) -> str:
        return f"{self._meta.db_table}.{what}_sealed:{self.pk}"


class QuestionPassed(models.Model):
    """That a question was passed to the team of a case. The team reads it; who asked never does."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="passed")
    case_key = models.BigIntegerField()
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "names_questionpassed"
        constraints = [models.UniqueConstraint(fields=["question", "case_key"], name="a_question_is_passed_once")]
        indexes = [models.Index(fields=["case_key"], name="question_of_case")]


def _key() -> bytes:
    return keys.house_key("names.question")
