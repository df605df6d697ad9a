"""Questions of children: who answers for one, by when, and what changes at the age of majority."""

from datetime import date

from mooring.law.findings import Finding
from mooring.law.questions import question
from mooring.law.unanswered import HOME, leave_unanswered


class Children:
    """Questions of children: who answers for one, by when, and what changes at the age of majority."""

    @question
    def representative_due(
        self, unaccompanied: bool | None, on: date, *, begins: date | None = None, territory: str = HOME
    ) -> Finding:
        """Is a personal representative due to this child, who appoints one, and by when? `begins`: the day the child was met.

        Answers: `representative_due`, `not_due` (the child is with who has custody), `not_known_yet`. Particulars:
        `within_days`, `appointed_by`, `heard_from` (age in years), and `last_day` where `begins` is given.
        """
        leave_unanswered("representative_due")

    @question
    def child_decides_with(self, age: int | None, matter: str, on: date, *, territory: str = HOME) -> Finding:
        """With whom does a child of this age decide a matter: `conversation`, `treatment`, `consent`, `plan`, `stay` or `return`?

        Answers: `child_is_heard`, `child_decides`, `with_representative`, `not_a_child`. No age: that of the youngest.
        """
        leave_unanswered("child_decides_with")

    @question
    def duty_to_notify(self, on: date, *, begins: date | None = None, territory: str = HOME) -> Finding:
        """Who must be told of a child who may need support, and by when? Particulars: `within_hours`, `receivers`, `last_day`."""
        leave_unanswered("duty_to_notify")

    @question
    def municipality_supervises(self, on: date, *, territory: str = HOME) -> Finding:
        """Does the municipality answer for a child whatever the ground on which it is in the country?"""
        leave_unanswered("municipality_supervises")

    @question
    def residence_of_child(self, asylum_system: bool | None, on: date, *, territory: str = HOME) -> Finding:
        """Where does a child live: `asylum_system_centre`, `council_centre`, or `not_known_yet`?"""
        leave_unanswered("residence_of_child")

    @question
    def turning_adult(self, on: date, *, turns_on: date | None = None, territory: str = HOME) -> Finding:
        """At what age does a person come of age, and how long before is it planned for?

        Particulars: `age`, `months_before`; `foreseen_on` where the day of coming of age is given.
        """
        leave_unanswered("turning_adult")

    @question
    def family_tracing(self, best_interest_assessed: bool, on: date, *, territory: str = HOME) -> Finding:
        """May the family of a child be looked for? Provides is false while it was not assessed whether it is best for the child."""
        leave_unanswered("family_tracing")

    @question
    def return_escort(self, child: bool, on: date, *, territory: str = HOME) -> Finding:
        """Must somebody travel with this person when she or he returns? Answers: `escort_needed`, `not_needed`."""
        leave_unanswered("return_escort")

    @question
    def missing_child(self, on: date, *, territory: str = HOME) -> Finding:
        """Who is told when a child is missing, and within how many minutes? Particulars: `within_minutes`, `told`."""
        leave_unanswered("missing_child")
