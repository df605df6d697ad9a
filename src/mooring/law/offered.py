"""Questions of help: what there is, for whom, who pays, and what can be offered to somebody now."""

from datetime import date

from mooring.law.findings import Finding
from mooring.law.options import Option
from mooring.law.questions import question
from mooring.law.residence import ResidenceBasis
from mooring.law.service_catalogue import ServiceKind
from mooring.law.unanswered import HOME, leave_unanswered


class Services:
    """The catalogue of help, the rule of who pays, and the sheet of what can be offered to somebody now."""

    def services(self, on: date) -> tuple[ServiceKind, ...]:
        """The catalogue of help of a day, in the order in which a page shows it."""
        leave_unanswered("services")

    @question
    def service(
        self,
        service: str,
        residence_basis: ResidenceBasis | str,
        on: date,
        *,
        child: bool | None = None,
        stage: str = "",
        territory: str = HOME,
    ) -> Finding:
        """Can this help be given to the person now, and does somebody answer before it is given?

        `service`: a code of the catalogue. `stage`: where the identification stands, one of `STAGES` of `law.options`;
        left out: not known. Answers: `due`, `possible` (somebody decides), `not_provided`, `not_known_yet`. Particulars:
        `care`, `asks_first`, `tonight`.
        """
        leave_unanswered("service")

    @question
    def payer(
        self,
        service: str,
        residence_basis: ResidenceBasis | str,
        on: date,
        *,
        child: bool | None = None,
        stage: str = "",
        health_card: bool | None = None,
        own_insurance: bool | None = None,
        territory: str = HOME,
    ) -> Finding:
        """Who pays for this help?

        `health_card`: the person has the health card of the country. `own_insurance`: an insurance of the person's own
        country covers it. None: not known. Answers: one of `PAYERS` of `law.service_catalogue`. Particular: `payer`.
        """
        leave_unanswered("payer")

    def options(self, on: date, *, group: str, residence_basis: ResidenceBasis | str, stage: str) -> tuple[Option, ...]:
        """What can be offered to a person now, put together out of the pack's own questions.

        `group`: one of `GROUPS`, `stage`: one of `STAGES`, of `law.options`. Nothing else of the person is asked.
        """
        leave_unanswered("options")
