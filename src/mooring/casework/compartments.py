"""The compartments of a case: each has its own access, so that nobody sees more than the task needs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Compartment(models.TextChoices):
    """A part of a case with its own access."""

    ENTRY = "entry", _("Entry: that the case exists, its pseudonym and stage")
    CORE = "core", _("Core: the conversation, the assessment, the decision and the clocks")
    IDENTITY = "identity", _("Identity: name, papers and how the person may be reached")
    HEALTH = "health", _("Health")
    SUPPORT = "support", _("Support: needs, plan and services")
    SHELTER_ADDRESS = "shelter_address", _("Address of the place where the person lives")
    POLICE = "police", _("Police information")
    IMMIGRATION = "immigration", _("Information from the asylum or residence procedure")
    REMOVAL_HOLD = "removal_hold", _("Hold on removal, as the departure authority sees it")


# What the officer who founds a case holds, and her desk with her.
# Police, immigration and address stay shut until somebody opens them to her.
FOUNDERS = (Compartment.ENTRY, Compartment.CORE, Compartment.IDENTITY, Compartment.HEALTH, Compartment.SUPPORT)
