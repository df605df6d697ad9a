"""How deeds of this room move a case on and finish its tasks."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, StageReached, Task
from mooring.casework.stages import Stage
from mooring.safeguards.models import Officer


def one_of(verb: str, by: Officer, case: Case | None, given: Iterable[str], known: Iterable[str]) -> list[str]:
    """The codes given, each once and in order. Refused when one is not on the list."""
    codes = list(dict.fromkeys(str(code) for code in given))
    if not set(codes) <= {str(code) for code in known}:
        raise house_rule(verb, by, case, _("This is not on the list."), _("Choose one from the list."))
    return codes


def stage_of(case: Case) -> Stage:
    """The stage in which the case stands now."""
    return Stage(StageReached.objects.standing().get(case=case).stage)


def move_or_refuse(verb: str, case: Case, stage: Stage, *, by: Officer) -> None:
    """Move the case on; refused, with the reason, when there is no lawful move from where it stands."""
    try:
        casework.move_to(case, stage, by=by)
    except casework.NotALawfulMove as unlawful:
        raise house_rule(
            verb, by, case, str(unlawful), _("Look at the case again; somebody may have moved it on.")
        ) from unlawful


def finish_tasks(case: Case, kind: str, *, by: Officer) -> None:
    """Finish the open tasks of a kind."""
    for task in Task.objects.standing().filter(case=case, kind=kind, done_at=None):
        task.case = case
        casework.finish_task(by=by, task=task)
