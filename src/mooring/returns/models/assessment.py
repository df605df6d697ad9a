"""What was found of risks and family before a return is planned."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.returns.models.path import ReturnPath
from mooring.returns.risks import HARD, Advice, ForWhom, Grave, PersonSays, Risk


class RiskAssessment(Fact):
    """Risks over there, for whom and how grave, and what is done about each. It advises; the person decides."""

    compartment = Compartment.SUPPORT
    WORDS = ("family", "children", "safe_contact", "reception", "measures")

    path = models.ForeignKey(ReturnPath, on_delete=models.PROTECT, related_name="assessments")
    version = models.PositiveSmallIntegerField()
    looked_at_on = models.DateField()
    risks = models.JSONField(default=dict, help_text=_("By the code of the risk: how grave, and for whom; codes only."))
    advice = models.CharField(max_length=20, choices=Advice)
    person_says = models.CharField(max_length=12, choices=PersonSays)
    notes_sealed = models.BinaryField(null=True, help_text=_("By the code of the risk: what is done. Sealed as one."))
    family_sealed = models.BinaryField(null=True, help_text=_("Family over there: who is safe, and who is not."))
    children_sealed = models.BinaryField(null=True, help_text=_("Who can care for a child there."))
    safe_contact_sealed = models.BinaryField(null=True, help_text=_("How the person can be reached safely over there."))
    reception_sealed = models.BinaryField(null=True, help_text=_("Who could receive the person."))
    measures_sealed = models.BinaryField(null=True, help_text=_("What must be done first."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["path"], condition=Q(superseded_by=None), name="one_standing_return_risks"),
            models.UniqueConstraint(fields=["path", "version"], name="one_return_risks_a_version"),
        ]

    def notes(self) -> dict[str, str]:
        """What is done about each risk, by its code; nothing of an erased case."""
        text = "" if self.case.is_erased else self.words("notes")
        opened: dict[str, str] = json.loads(text) if text else {}
        return opened

    def told(self) -> list[dict[str, Any]]:
        """The risks that were talked about, as a page shows them, in the order of the list."""
        notes = self.notes()
        return [
            {
                "risk": Risk(code).label,
                "grave": Grave(self.risks[code]["grave"]).label,
                "is_hard": self.risks[code]["grave"] in HARD,
                "whom": [ForWhom(one).label for one in self.risks[code]["for"]],
                "done": notes.get(code, ""),
            }
            for code in Risk.values
            if code in self.risks
        ]

    @property
    def hard(self) -> list[str]:
        """The codes of the risks that are grave or worse."""
        return [code for code, found in self.risks.items() if found["grave"] in HARD]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"version": self.version, "advice": self.advice, "grave": len(self.hard)}
