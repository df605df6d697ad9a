"""Questions of telling: on what ground something about a person may be told, who agrees, and on what a file rests."""

from datetime import date

from mooring.law.findings import Finding
from mooring.law.questions import question
from mooring.law.unanswered import HOME, leave_unanswered


class Sharing:
    """Consent, the provisions that carry telling without it, and the basis of data protection: three things kept apart."""

    @question
    def sharing(self, ground: str, on: date, *, territory: str = HOME) -> Finding:
        """May something about a person be told to another agency on this ground?

        `ground`: `consent`, `danger_to_life`, `court_order`, `duty_to_testify`, or a code of `sharing_provisions`.
        Particulars: `receivers` (kinds of agencies; none named: any), `children_only`, `withdrawable`. Provides is false
        where the law knows no such ground.
        """
        leave_unanswered("sharing")

    @question
    def who_consents(self, child: bool | None, on: date, *, territory: str = HOME) -> Finding:
        """Whose word counts when something about this person is told? `child`: treated as a child; none: not known.

        Answers: `person`, `representative`, `not_known_yet`. Particular: `child_heard`.
        """
        leave_unanswered("who_consents")

    @question
    def data_basis(self, basis: str, controller: str, on: date, *, territory: str = HOME) -> Finding:
        """May an agency of this kind rest its file on a person on this basis of data protection?

        `basis`: `public_task`, `legal_obligation`, `vital_interest` or `consent`. `controller`: a kind of agency.
        """
        leave_unanswered("data_basis")

    def sharing_provisions(self, on: date) -> tuple[str, ...]:
        """The provisions that let something be told without consent on a day, as codes for a form."""
        leave_unanswered("sharing_provisions")
