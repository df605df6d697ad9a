"""What hangs on a case and goes from step to step: a referral, a stay, a request for help. Where it stands is its last step."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from mooring.casework.models.cases import Grant
from mooring.safeguards.models import Officer
from mooring.safeguards.state_tables import State, StateTable

Step = TypeVar("Step")


class StandsInSteps(Generic[Step]):
    """A model with a case and `steps`, of which one stands: it has a `state`, and no other step took its place."""

    state_table: ClassVar[StateTable]
    read_with_the_step: ClassVar[str] = "recorded_by"
    """What is fetched with the step that stands."""

    case_id: Any
    steps: Any
    _standing: Step | None = None

    @property
    def case_key(self) -> int:
        return int(self.case_id)

    @property
    def standing(self) -> Step:
        """The step in which it stands, asked once of each object; `look_again` asks anew."""
        if self._standing is None:
            self._standing = self.steps.select_related(self.read_with_the_step).get(superseded_by=None)
        found: Step = self._standing
        return found

    def look_again(self) -> Step:
        """The step in which it stands now."""
        self._standing = None
        return self.standing

    def stands_at(self, step: Step) -> None:
        """Remember a step that was just put in the place of the last one."""
        self._standing = step

    @property
    def standing_state(self) -> State:
        """Where it stands, with its name, whose turn it is, and whether it is over."""
        step: Any = self.standing
        return self.state_table.state(step.state)

    def parts_held_by(self, officer: Officer) -> dict[str, bool]:
        """The parts of the case this officer may read, each with whether she may write in it; of a case which she may not see, none."""
        return Grant.objects.parts_held(self.case_id, officer)
