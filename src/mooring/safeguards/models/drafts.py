"""What an officer has typed and not yet sent, sealed."""

from __future__ import annotations

from django.db import models

from mooring.safeguards import clock
from mooring.safeguards.random_keys import random_key


class Draft(models.Model):
    """What an officer has typed and not yet sent, sealed. Erased when sent, and after fourteen days."""

    KEPT_DAYS = 14

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    officer_key = models.BigIntegerField()
    form = models.CharField(max_length=200, help_text="Which form of which page, without any name.")
    sealed = models.BinaryField()
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer_key", "form"], name="one_draft_a_form")]
