"""Questions of permits that are given for the sake of a case at court, and of the days a country does not work."""

from datetime import date

from mooring.law.findings import Finding
from mooring.law.questions import question
from mooring.law.unanswered import HOME, leave_unanswered


class Permits:
    """Questions of permits that are given for the sake of a case at court, and of the days a country does not work."""

    @question
    def permit_for_proceedings(self, on: date, *, needed: bool | None = None, territory: str = HOME) -> Finding:
        """May the person be given leave to stay for as long as an investigation or a prosecution needs her or him here?

        `needed`: what the authority that investigates or prosecutes says; none: it was not asked yet. Answers: `may_be_given`,
        `not_needed`. Support never hangs on it, and on no answer to it.
        """
        leave_unanswered("permit_for_proceedings")
