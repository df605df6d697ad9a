"""Questions of what the police may decide about a person met in an action, before anybody has assessed."""

from datetime import date

from mooring.law.findings import Finding
from mooring.law.questions import question
from mooring.law.unanswered import HOME, leave_unanswered


class PoliceMeasures:
    """Where a person stays by the decision of the police. The decision is theirs; the law is shown beside it."""

    @question
    def police_decision(self, decision: str, on: date, *, territory: str = HOME) -> Finding:
        """On what ground do the police decide where a person met in an action stays?

        `decision`: `held` in detention, `crisis_centre` for a stay at a crisis centre, or `let_go`. The answer is the
        decision itself with its ground; it says nothing of whether it was right.
        """
        leave_unanswered("police_decision")
