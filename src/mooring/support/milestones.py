"""The steps by which somebody who stays comes to stand on her own feet: codes that can be counted. None is asked of anybody."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    """A step into a life of one's own, in the order in which many take them."""

    RESIDENCE_CARD = "residence_card", _("Residence card received")
    ADDRESS = "address", _("Address registered")
    HEALTH_CARD = "health_card", _("Health card received")
    BANK_ACCOUNT = "bank_account", _("Bank account opened")
    LANGUAGE_COURSE = "language_course", _("Language course begun")
    SCHOOL = "school", _("School or training begun")
    FIRST_JOB = "first_job", _("First job of one's own choice")
    OWN_LEASE = "own_lease", _("A lease of one's own")
    DEBT_ADVICE = "debt_advice", _("Advice on debt received")
    THERAPY_BEGUN = "therapy_begun", _("Therapy begun")
    THERAPY_ENDED = "therapy_ended", _("Therapy ended as agreed")
    NETWORK_PERSON = "network_person", _("A person in the network to turn to")
    CHILD_PASSPORT = "child_passport", _("Passport or papers of a child")
    CHILD_SCHOOL = "child_school", _("School or day care for a child")
    OTHER = "other", _("Something else that matters to the person")


# On what residence bases a person stays unless something else is decided: nobody has to say so.
STAYING = frozenset(
    {
        "citizen",
        "nordic_citizen",
        "eu_right_of_residence",
        "permit",
        "temporary_protection",
    }
)
