"""Questions of a prepared return: who plans, who helps, how it is followed, and who handles departure."""

from datetime import date

from mooring.law.findings import Finding
from mooring.law.questions import question
from mooring.law.residence import ResidenceBasis
from mooring.law.unanswered import HOME, leave_unanswered


class PreparedReturn:
    """Questions of a prepared return: who plans, who helps, how it is followed, and who handles departure.

    None of them asks what the person told, or will tell, about whoever exploited her or him.
    """

    @question
    def return_offer(
        self,
        on: date,
        *,
        residence_basis: ResidenceBasis | str,
        identified: bool,
        child: bool | None = None,
        unaccompanied_ordered_to_leave: bool = False,
        territory: str = HOME,
    ) -> Finding:
        """Is this person offered a prepared return, and to where?

        Answers: `offered`, `offered_to_child`, `at_home`, `not_identified`. Particulars: `destinations`, codes out of `home` and
        `country_of_permit`. `unaccompanied_ordered_to_leave`: a child without parents here, ordered to leave.
        """
        leave_unanswered("return_offer")

    @question
    def return_planner(
        self,
        residence_basis: ResidenceBasis | str,
        on: date,
        *,
        child: bool | None = None,
        territory: str = HOME,
    ) -> Finding:
        """Who plans a prepared return with the person, by residence basis?

        The answer is the body that is responsible, or `not_known_yet`. Particulars: `partner` (who plans and helps over there; none
        where the law names nobody) and `together_with` (who is at the table beside the person).
        """
        leave_unanswered("return_planner")

    @question
    def return_support_months(self, on: date, *, territory: str = HOME) -> Finding:
        """For how many months after arrival is the person supported? Particular: `months`, a whole number."""
        leave_unanswered("return_support_months")

    @question
    def return_follow_ups(self, on: date, *, territory: str = HOME) -> Finding:
        """How many months after arrival does somebody ask how the person is? Particular: `months`, a list of whole numbers."""
        leave_unanswered("return_follow_ups")

    @question
    def return_instalments(self, on: date, *, territory: str = HOME) -> Finding:
        """Over how many months is money paid out to the person after arrival? Particular: `months`, a whole number."""
        leave_unanswered("return_instalments")

    @question
    def departure_authority(self, on: date, *, territory: str = HOME) -> Finding:
        """Which authority handles the departure of a person who must leave and does not wish a prepared return?

        The answer is the authority; it is told nothing else for that reason.
        """
        leave_unanswered("departure_authority")
