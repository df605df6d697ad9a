"""Questions of what is due to a person: help, leave to stay, no punishment, compensation, a safe return."""

from datetime import date

from mooring.law.findings import Finding
from mooring.law.questions import question
from mooring.law.unanswered import HOME, leave_unanswered


class Protection:
    """What is due to a person who may be a victim, and to one who was found to be."""

    @question
    def assistance(self, on: date, *, begins: date | None = None, territory: str = HOME) -> Finding:
        """What help is due, from when, and on what condition?

        `begins`: the day of the decision from which it is due. Particulars: `kinds`; `unconditional_on_testimony`;
        `days` and, with `begins`, `last_day` where the law counts days.
        """
        leave_unanswered("assistance")

    @question
    def residence_permit(self, on: date, *, excluded: bool = False, territory: str = HOME) -> Finding:
        """On what grounds is a victim given leave to stay? Particular: `grounds`."""
        leave_unanswered("residence_permit")

    @question
    def non_punishment(
        self,
        child: bool,
        on: date,
        *,
        compelled: bool | None = None,
        excepted_offence: bool = False,
        territory: str = HOME,
    ) -> Finding:
        """Is a victim punished for what she or he was made to do?

        `child`: at the time of the act. `compelled` none: not known. `excepted_offence`: one of those the law excepts.
        The finding advises; prosecutor and court decide.
        """
        leave_unanswered("non_punishment")

    @question
    def compensation(self, on: date, *, territory: str = HOME) -> Finding:
        """What does the law give towards compensation and legal help? Particular: `kinds`."""
        leave_unanswered("compensation")

    @question
    def safe_return(self, on: date, *, territory: str = HOME) -> Finding:
        """How is a victim returned? Particular: `conditions`."""
        leave_unanswered("safe_return")

    @question
    def definition(self, on: date, *, territory: str = HOME) -> Finding:
        """How does this law define trafficking in persons?

        Particulars: `acts`, `means`, `purposes`, `child_needs_no_means`, `child_below`, `consent_irrelevant`.
        """
        leave_unanswered("definition")
