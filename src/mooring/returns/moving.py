"""How a return goes from one state to the next. Used by all deeds of the room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.law import Finding
from mooring.returns.answers import DecidedWith
from mooring.returns.law_of_return import is_child
from mooring.returns.models import ReturnPath, ReturnStep
from mooring.returns.return_states import RETURN_STATES, ReturnState, may_do
from mooring.safeguards import clock
from mooring.safeguards.models import Desk, Officer


def standing_path(case: Case) -> ReturnPath | None:
    """The last path of a case, or none."""
    path: ReturnPath | None = ReturnPath.objects.standing().filter(case=case).order_by("-number").first()
    if path is not None:
        path.case = case
    return path


def move(
    path: ReturnPath,
    target: ReturnState,
    verb: str,
    *,
    by: Officer,
    happened_on: date | None = None,
    reasons: Sequence[str] = (),
    decided_with: str = "",
    pen_desk: Desk | None = None,
    finding: Finding | None = None,
    words: str = "",
) -> ReturnStep:
    """Put a step in the place of the one that stands, within a deed.

    Raises `Refused` where the return does not stand where this is lawful, or the day lies before the last step or has not come;
    `AlreadySuperseded` where somebody was quicker.
    """
    standing = path.standing_step()
    if not RETURN_STATES.may(standing.state, target):
        raise stands_elsewhere(verb, by, path, standing)
    day = happened_on or clock.today()
    on_a_day_that_was(verb, by, path.case, day, standing.happened_on)
    step = ReturnStep(
        case=path.case,
        path=path,
        state=target,
        happened_on=day,
        reasons=list(dict.fromkeys(reasons)),
        decided_with=decided_with,
        pen_desk=pen_desk,
        finding=finding.record() if finding is not None else None,
        recorded_by=by,
    )
    step.seal_words(words=words)
    standing.supersede(step)
    return step


def require(path: ReturnPath, verb: str, *, by: Officer) -> ReturnStep:
    """The standing step, where the deed is open as a move or once more. Raises `Refused`."""
    standing = path.standing_step()
    if not may_do(verb, standing.state):
        raise stands_elsewhere(verb, by, path, standing)
    return standing


def stands_elsewhere(verb: str, by: Officer, path: ReturnPath, standing: ReturnStep) -> Exception:
    """The refusal to be raised where a return stands elsewhere; it says where."""
    reason = _("The return stands elsewhere now: %(state)s.") % {"state": standing.label}
    return house_rule(verb, by, path.case, reason, _("Look at its page; it shows what is open from there."))


def on_a_day_that_was(verb: str, by: Officer, case: Case, day: date, not_before: date | None = None) -> None:
    """See that a day has come, and does not lie before the step it follows. Raises `Refused`."""
    if day > clock.today():
        raise house_rule(verb, by, case, _("This day has not come yet."), _("Correct the day."))
    if not_before is not None and day < not_before:
        raise house_rule(verb, by, case, _("This day lies before the step that it follows."), _("Correct the day."))


def not_alone(verb: str, by: Officer, case: Case, decided_with: str) -> None:
    """See that nothing is decided for a child without somebody who may answer for it. Raises `Refused`."""
    if is_child(case) and decided_with in ("", DecidedWith.ALONE):
        raise house_rule(
            verb,
            by,
            case,
            _("For a child nothing is decided without somebody who answers for it."),
            _("Ask the personal representative, or who has custody; then write down who decided with the child."),
        )


def address_of(case: Case) -> str:
    """The page of the return."""
    return reverse("return", args=[case])
