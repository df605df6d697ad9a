"""Questions of the court side: care of witnesses, a lawyer of her own, compensation and its clocks."""

from datetime import date, datetime

from mooring.law.findings import Finding
from mooring.law.questions import question
from mooring.law.unanswered import HOME, leave_unanswered


class Redress:
    """What a witness can be offered, who may have a lawyer, from whom compensation can be claimed, and until when."""

    @question
    def witness_measures(self, child: bool | None, on: date, *, territory: str = HOME) -> Finding:
        """With what can a person be spared when she or he is heard? `child`: treated as a child; none: not known.

        Particulars: `measures`, codes. Provides is false where the law knows none.
        """
        leave_unanswered("witness_measures")

    @question
    def injured_party_lawyer(self, on: date, *, section: str = "", territory: str = HOME) -> Finding:
        """May who was harmed by this crime have a lawyer of her or his own, appointed by the court?

        `section`: a section of the criminal code; left out, the one on trafficking. Answers: `on_request`,
        `of_own_motion`, `not_provided_for`.
        """
        leave_unanswered("injured_party_lawyer")

    @question
    def compensation_claim(
        self,
        claim: str,
        on: date,
        *,
        ended_on: date | None = None,
        happened: datetime | None = None,
        reported: datetime | None = None,
        concluded_on: date | None = None,
        exception: str = "",
        late_ground: str = "",
        territory: str = HOME,
    ) -> Finding:
        """May compensation of this kind be claimed on this day, and until when?

        `claim`: `state_fund`, `perpetrator` or `lost_wages`. `ended_on`: the last day of the crime. `happened`, `reported`: the
        moments at which the crime ended and was reported to the police (none: not, or not known). `concluded_on`: the day the
        judgment became final, or the investigation was stopped. `exception`, `late_ground`: codes out of
        `compensation_exceptions` for a report that came late, and for an application that does.

        Answers: `may_be_claimed`; `needs_exception` (the report came late or not at all) and `needs_ground_for_delay` (the time to
        apply is over), which provide nothing until the ground is named. Particulars: `decides`; where they can be said:
        `report_hours`, `report_until`, `apply_years`, `last_day`.
        """
        leave_unanswered("compensation_claim")

    @question
    def compensation_appeal(
        self,
        claim: str,
        on: date,
        *,
        decided_on: date | None = None,
        permission_asked: bool = False,
        territory: str = HOME,
    ) -> Finding:
        """Where can a decision on a claim be taken further on this day, and until when?

        `claim`: as in `compensation_claim`. `decided_on`: the day of the decision or the judgment. `permission_asked`: to be heard late.

        Answers: `may_be_appealed`; `may_be_looked_at_again`, where no time limit is known; `needs_permission` (the time is over, and
        who decides may allow it all the same) and `appeal_is_over`, which provide nothing. Particulars: `decides`; where they can be
        said: `appeal_days`, `last_day`, `last_day_with_permission`.
        """
        leave_unanswered("compensation_appeal")

    def compensation_claims(self, on: date) -> tuple[str, ...]:
        """The kinds of claims the law knows on a day, as codes for a form."""
        leave_unanswered("compensation_claims")

    def compensation_exceptions(self, on: date) -> tuple[str, ...]:
        """The grounds that can be named for a late report or application, as codes for a form."""
        leave_unanswered("compensation_exceptions")
