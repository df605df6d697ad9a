"""What casework holds of a person: the stages reached, tasks, and the notes of the officer's own agency."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework import labels
from mooring.casework.models import Case, LegalHold, Note, StageReached, Task
from mooring.casework.own_file import Part, part_of, register
from mooring.safeguards.models import Officer


def way(officer: Officer, case: Case) -> Iterator[Part]:
    """Where in the mechanism the case stood, and since when."""
    for reached in StageReached.objects.filter(case=case).order_by("since"):
        yield part_of(officer, reached, "stage", _("Stage"), ("stage", _("Stage"), labels.stage_name(reached.stage)))


def work(officer: Officer, case: Case) -> Iterator[Part]:
    """Tasks, notes of the officer's own agency, and holds, as they were written."""
    for task in Task.objects.standing().filter(case=case).order_by("recorded_at"):
        task.case = case
        words = task.words("words") or labels.label(task.kind)
        yield part_of(officer, task, "task", _("Task"), ("words", _("What was to be done"), words))
    for note in Note.objects.standing().filter(case=case).order_by("recorded_at"):
        note.case = case
        yield part_of(officer, note, "note", _("Note"), ("words", _("Note"), note.words("words")), about_others=True)
    for hold in LegalHold.objects.standing().filter(case=case).order_by("placed_at"):
        hold.case = case
        yield part_of(
            officer,
            hold,
            "hold",
            _("Nothing may be erased"),
            ("ground", _("Why"), hold.get_ground_display()),
            ("words", _("More about it"), hold.words("words")),
        )


def fill() -> None:
    """Say what casework holds."""
    register("way", gettext_lazy("The way through the mechanism"), way, order=10)
    register("work", gettext_lazy("Tasks and notes"), work, order=80)
