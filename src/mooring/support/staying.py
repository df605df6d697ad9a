"""Whether a person stays: because the person says so, or because the residence basis says so unless the person says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from mooring.casework.known import known
from mooring.casework.models import Case
from mooring.support.milestones import STAYING
from mooring.support.models import Staying


@dataclass(frozen=True)
class Stays:
    """Whether the way of those who stay is open, and why: what the person said, or else the residence basis."""

    said: Staying | None
    by_residence: bool

    @property
    def is_so(self) -> bool:
        return self.said.stays if self.said is not None else self.by_residence


def stays(case: Case) -> Stays:
    """Whether the person stays, as far as the acting officer can see. What the person says goes before the residence basis."""
    said = Staying.objects.standing().filter(case=case).first()
    if said is not None:
        said.case = case
    return Stays(said, known(case, "residence_basis") in STAYING)
