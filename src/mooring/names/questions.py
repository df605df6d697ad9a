"""The window on the case page with the questions that were passed to the team, while there are any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework import labels, panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.names.models import Question
from mooring.safeguards.models import Officer

NEWEST = 20
LABELS: dict[str, Any] = {"question.passed": _("Somebody asks about the person")}


def questions(officer: Officer, case: Case) -> Mapping[str, Any]:
    """The questions that reached this case, the newest first: who asks, from which agency, why, and how to reach her."""
    passed = Question.objects.readable().filter(passed__case_key=case.pk).select_related("asked_by", "agency")
    newest = passed.order_by("-recorded_at", "-id")[:NEWEST]
    return {"questions": [{"question": question, **question.words()} for question in newest]}


def there_are_any(officer: Officer, case: Case) -> bool:
    """Whether a question reached this case."""
    return "question" in case.notices


def register() -> None:
    """Put the window on the case page."""
    labels.register(LABELS)
    panels.register(
        panels.Panel(
            "questions",
            _("Questions about the person"),
            "question.look",
            Compartment.CORE,
            "names/questions.html",
            questions,
            9,
            shown_when=there_are_any,
        )
    )
