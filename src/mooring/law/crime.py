"""Questions of the crime: what the criminal code says, and whether the elements of trafficking are there."""

from collections.abc import Sequence
from datetime import date

from mooring.law.findings import Finding
from mooring.law.questions import question
from mooring.law.unanswered import HOME, leave_unanswered


class Crime:
    """The criminal code in its wordings, and the definitions of trafficking."""

    @question
    def criminal_code(self, section: str, on: date, *, territory: str = HOME) -> Finding:
        """What does this section of the criminal code say on this day, and is it trafficking?"""
        leave_unanswered("criminal_code")

    @question
    def elements(
        self,
        acts: Sequence[str],
        means: Sequence[str],
        purposes: Sequence[str],
        under_18: bool,
        on: date,
        *,
        definition: str = "",
        territory: str = HOME,
    ) -> Finding:
        """Are act, means and purpose of a definition of trafficking all present? It advises; a court decides.

        `definition` is one that the pack knows; left out, the country's own.
        """
        leave_unanswered("elements")

    @question
    def palermo_definition(self, on: date, *, territory: str = HOME) -> Finding:
        """How does the Palermo Protocol define trafficking in persons?"""
        leave_unanswered("palermo_definition")
