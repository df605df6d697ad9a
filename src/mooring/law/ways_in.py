"""Questions of the way in: who may refer, with whose consent, through which stages, and how a decision is looked at again."""

from datetime import date

from mooring.law.findings import Finding
from mooring.law.questions import question
from mooring.law.unanswered import HOME, leave_unanswered


class WaysIn:
    """How a person comes into the mechanism and through it."""

    @question
    def identification_stages(self, on: date, *, territory: str = HOME) -> Finding:
        """Through which decisions does an identification go, in their order?

        The codes stand in the particular `stages`; `opens_period` is the one on which the reflection period hangs.
        """
        leave_unanswered("identification_stages")

    @question
    def first_responders(self, on: date, *, territory: str = HOME) -> Finding:
        """Who may refer a person to the mechanism?

        Particulars `statutory` and `others`: codes or names of organisations.
        """
        leave_unanswered("first_responders")

    @question
    def referral(self, child: bool, consents: bool | None, on: date, *, by: str = "", territory: str = HOME) -> Finding:
        """Is this person referred, and is the person's consent needed for it?

        `child`: treated as a child. `consents` none: not asked yet. `by`: who refers, a code of `first_responders`.
        Answers: `refer`, `refer_child`, `ask_for_consent`, `notify_anonymously`, `no_referral`, `not_a_first_responder`.
        Particulars: `consent_needed`, `may_be_sent` (what may be passed on without consent).
        """
        leave_unanswered("referral")

    @question
    def decision_time(self, stage: str, on: date, *, territory: str = HOME) -> Finding:
        """Within what time is a decision to be taken? `stage` is one of `identification_stages`.

        Particulars: `working_days` where a number is set, and `binding`.
        """
        leave_unanswered("decision_time")

    @question
    def reconsideration(self, decided_on: date, *, stage: str = "", territory: str = HOME) -> Finding:
        """May a negative decision be looked at again, and until when must that be asked for?

        Particulars: `days`, `last_day`, `grounds`.
        """
        leave_unanswered("reconsideration")

    @question
    def exclusion(self, on: date, *, territory: str = HOME) -> Finding:
        """On what grounds may protection be withheld or taken away from a person who may be a victim?

        Particular: `grounds`.
        """
        leave_unanswered("exclusion")
