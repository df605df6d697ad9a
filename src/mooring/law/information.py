"""Questions of telling: what the law wants a person to be told, and by when."""

from datetime import date

from mooring.law.findings import Finding
from mooring.law.questions import question
from mooring.law.residence import ResidenceBasis
from mooring.law.unanswered import HOME, leave_unanswered


class Information:
    """What a person has a right to be told, in a language the person understands."""

    @question
    def must_be_told(
        self,
        stage: str,
        residence_basis: ResidenceBasis | str,
        child: bool | None,
        on: date,
        *,
        territory: str = HOME,
    ) -> Finding:
        """What must a person be told at this stage, and by when?

        `stage`: a code of the stages of a case. `child`: treated as a child; none: not known. Answers `to_be_told`, with one reason
        for each topic, whose code is the topic's. Particulars: `topics`, in the order in which they press, and for each topic
        `days_TOPIC`, the days within which it is told, counted from the day the stage was reached (0: the same day);
        `with_representative`: told to the child and to whoever answers for the child.
        """
        leave_unanswered("must_be_told")
