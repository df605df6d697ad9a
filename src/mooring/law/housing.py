"""Questions of housing: who may be placed where, and who decides and pays."""

from datetime import date

from mooring.law.findings import Finding
from mooring.law.questions import question
from mooring.law.residence import ResidenceBasis
from mooring.law.unanswered import HOME, leave_unanswered


class Housing:
    """Questions of housing: who may be placed where, and who decides and pays."""

    @question
    def housing_eligibility(
        self,
        residence_basis: ResidenceBasis | str,
        on: date,
        *,
        kind_of_house: str,
        group: str,
        child: bool | None = None,
        stage: str = "presumed",
        territory: str = HOME,
    ) -> Finding:
        """May this person be placed in a house of this kind?

        `group`: the person's own statement of gender, as a code. `child`: treated as a child, and alone. `stage`: where the
        person stands in the mechanism. Answers: `may_be_placed`, `may_not` (provides is false), `not_known_yet`.
        Particulars: `decides`, `payer`, and `instead` (the kinds of houses that are open to the same person).
        """
        leave_unanswered("housing_eligibility")

    @question
    def housing_tonight(self, on: date, *, group: str, child: bool | None = None, territory: str = HOME) -> Finding:
        """Which kinds of houses are open tonight to a person whose residence basis is not known?

        Answers: `open_tonight`, or `nothing_open` (provides is false). Particular: `open`, a list of kinds.
        """
        leave_unanswered("housing_tonight")

    def house_kinds(self, on: date) -> tuple[str, ...]:
        """The kinds of houses about which the law can be asked on a day."""
        leave_unanswered("house_kinds")
