"""What deeds, deadlines and tasks are called on a page. Rooms register the words for their own kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mooring.casework.stages import STAGES, Stage

_labels: dict[str, Any] = {
    "case.open": _("Case opened"),
    "case.close": _("Case closed"),
    "team.give": _("Access given"),
    "team.end": _("Access ended"),
    "task.set": _("Task set"),
    "task.finish": _("Task done"),
    "to_do": _("To do"),
    "note.write": _("Note written"),
}


def register(labels: Mapping[str, Any]) -> None:
    """Name kinds of deeds, deadlines and tasks; called from a room's `apps.ready()`."""
    _labels.update(labels)


def label(kind: str) -> Any:
    """The words for a kind; the kind itself when nobody has named it (a test sees to it that all are named)."""
    return _labels.get(kind, kind)


def all_labels() -> dict[str, Any]:
    return dict(_labels)


def stage_name(stage: str) -> str:
    """What a stage of the mechanism is called, in the language of the page."""
    names = STAGES[Stage(stage)].name
    return names.get(get_language() or "en", names["en"])
