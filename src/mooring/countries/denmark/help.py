"""Help in Denmark: what there is, for whom, and who pays for it."""

from datetime import date
from functools import cached_property
from pathlib import Path

from mooring.law import HOME, N_, FactsMissing, Finding, Law, ResidenceBasis, because
from mooring.law.findings import Reason
from mooring.law.options import DUE, IDENTIFIED, NOT_KNOWN_YET, NOT_PROVIDED, POSSIBLE, STAGES
from mooring.law.service_catalogue import EXTENDED, OPEN, ServiceKind, load_services

CATALOGUE = Path(__file__).parent / "services.toml"
SERVICE, CENTRE = "immigration_service", "national_centre"
RESIDENTS = frozenset(
    {
        ResidenceBasis.CITIZEN,
        ResidenceBasis.NORDIC_CITIZEN,
        ResidenceBasis.EU_RIGHT_OF_RESIDENCE,
        ResidenceBasis.PERMIT,
        ResidenceBasis.TEMPORARY_PROTECTION,
    }
)
"""Who may have the country's health card and a municipality of residence."""

PAYS = {
    SERVICE: N_("The immigration service pays."),
    "region": N_("The region pays."),
    "municipality": N_("The municipality of residence pays."),
    "own_country_insurance": N_("The insurance of the person's own country pays."),
    CENTRE: N_("The national centre pays."),
    "not_known_yet": N_("Who pays cannot be said yet. Help that cannot wait does not wait for it."),
}
SAYS = {
    DUE: N_("This help is due now."),
    POSSIBLE: N_("This help is possible: it is asked for, and answered by who pays."),
    NOT_PROVIDED: N_("This help is not provided for now."),
    NOT_KNOWN_YET: N_("Whether this help is open cannot be said yet."),
}


class Help(Law):
    """Necessary help hangs on no status; extended help does. Who pays follows the residence basis, the national centre last."""

    @cached_property
    def catalogue(self) -> tuple[ServiceKind, ...]:
        """The kinds of help, read once. Raises `BadPack`."""
        return load_services(CATALOGUE, self.parameters)

    def services(self, on: date) -> tuple[ServiceKind, ...]:
        """The catalogue of help of a day: what rests on a rule that held then. Raises `NotAnswered` before 1 August 2007."""
        self.parameters.on("open_help", on)
        return self.catalogue

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

        Raises `FactsMissing` for a kind of help, a basis or a stage that is not known. Source: action plan 2011-2014.
        """
        self.here(territory)
        kind, basis = self._kind_of_help(service), _basis(residence_basis)
        if stage not in ("", *STAGES):
            raise FactsMissing(f"A stage is one of {', '.join(STAGES)}, not “{stage}”.")
        held = self.parameters.on(kind.rule, on)
        paid = self.payer(service, basis, on, child=child, stage=stage)
        answer, why = self._help_judged(kind, basis, child, stage, on)
        reasons = [because(code, says, held.provision) for code, says in why]
        if answer == NOT_PROVIDED and kind.care == EXTENDED:
            reasons.append(self._help_meanwhile(on))
        asks_first = answer == POSSIBLE or (answer == DUE and kind.asks_first)
        return self.finding(
            "service",
            on,
            answer,
            SAYS[answer],
            *reasons,
            particulars={
                "care": kind.care,
                "asks_first": asks_first,
                "decides": paid.answer if asks_first else "",
                "tonight": answer == DUE and (kind.emergency or kind.care == OPEN),
            },
            facts={"service": service, "residence_basis": str(basis), "child": child, "stage": stage},
            provides=answer != NOT_PROVIDED,
        )

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
        """Who pays for this help? The stage does not matter in Denmark: who pays for a kind of help pays whoever decides.

        Raises `FactsMissing` for a kind of help or a basis that is not known. Source: action plan 2011-2014; of region and
        municipality much is unconfirmed.
        """
        self.here(territory)
        kind, basis = self._kind_of_help(service), _basis(residence_basis)
        answer, reasons = self._help_paid(kind, basis, on, child, health_card, own_insurance)
        return self.finding(
            "payer",
            on,
            answer,
            PAYS[answer],
            *reasons,
            particulars={"payer": answer},
            facts={
                "service": service,
                "residence_basis": str(basis),
                "child": child,
                "stage": stage,
                "health_card": health_card,
                "own_insurance": own_insurance,
            },
        )

    def _kind_of_help(self, code: str) -> ServiceKind:
        for kind in self.catalogue:
            if kind.code == code:
                return kind
        raise FactsMissing(f"“{code}” is not in the catalogue of help. Choose one of its codes.")

    def _help_judged(
        self, kind: ServiceKind, basis: ResidenceBasis, child: bool | None, stage: str, on: date
    ) -> tuple[str, list[tuple[str, str]]]:
        """The answer for one kind of help, with the codes and sentences of why."""
        if not kind.is_for(child):
            if kind.children_only:
                return NOT_PROVIDED, [("for_children", N_("This is for children. For adults there are classes."))]
            return NOT_PROVIDED, [("for_adults", N_("This is for adults. A child goes to school."))]
        if kind.emergency:
            return DUE, [("cannot_wait", N_("It cannot wait: it is given at once, and nobody is asked first."))]
        if kind.care == OPEN:
            return DUE, [("open_to_all", N_("It is open to everybody who is met, also without a name."))]
        unsettled = self.competent_authority(basis, on).answer == "not_known_yet"
        if kind.care == EXTENDED:
            if kind.general and basis in RESIDENTS:
                return POSSIBLE, [
                    ("general", N_("Who has the health card is referred by a doctor, whatever the status."))
                ]
            if stage == "":
                return NOT_KNOWN_YET, [("stage_not_known", N_("The law ties it to the finding of a victim."))]
            if stage != IDENTIFIED:
                return NOT_PROVIDED, [
                    ("tied_to_identification", N_("The law ties this help to the finding of a victim."))
                ]
            if unsettled:
                return NOT_KNOWN_YET, [
                    ("basis_not_settled", N_("Who answers follows the residence basis: find it out."))
                ]
            return POSSIBLE, [
                ("identified", N_("The person has been identified: extended help is open, by what is needed."))
            ]
        if unsettled:
            return NOT_KNOWN_YET, [("basis_not_settled", N_("Who answers follows the residence basis: find it out."))]
        if kind.asks_first or (basis not in RESIDENTS and self._stay_is_lawful(basis, on) and not child):
            return POSSIBLE, [("necessary", N_("Necessary help hangs on no status; who pays answers first."))]
        return DUE, [("necessary", N_("Necessary help hangs on no status."))]

    def _help_paid(
        self,
        kind: ServiceKind,
        basis: ResidenceBasis,
        on: date,
        child: bool | None,
        health_card: bool | None,
        own_insurance: bool | None,
    ) -> tuple[str, list[Reason]]:
        """The payer, and why: open help, the immigration service, region, municipality, own insurance, national centre last."""
        if kind.care == OPEN:
            return self._paid_by(
                "payer_of_open_help", "open_help", N_("The national centre pays for help open to all."), on
            )
        authority = self.competent_authority(basis, on)
        if authority.answer == "not_known_yet":
            return NOT_KNOWN_YET, [authority.because[0]]
        if authority.answer == SERVICE:
            says = N_("The person is under the provision of the immigration service, which pays for the help given.")
            return self._paid_by("payer_under_the_immigration_service", "under_the_service", says, on)
        if kind.general and basis in RESIDENTS and health_card is not False:
            has = N_("Who has the country's health card is treated under the Health Act.")
            ask = N_("Ask for the health card: with it, the region pays; without it, the national centre in the end.")
            code = "health_card" if health_card else "ask_for_health_card"
            return self._paid_by("payer_of_general_healthcare", code, has if health_card else ask, on)
        if child and kind.area not in ("health", "law"):
            says = N_("A child with legal residence belongs to the municipality.")
            return self._paid_by("payer_for_resident_children", "child_with_residence", says, on)
        if kind.rule == "keep" and basis in RESIDENTS:
            says = N_("Who resides here turns to the municipality for help to live on.")
            return self._paid_by("payer_of_residents_keep", "resident", says, on)
        if kind.area == "health" and own_insurance:
            says = N_("The insurance of the person's own country covers it.")
            return self._paid_by("payer_own_insurance", "own_insurance", says, on)
        answer, reasons = self._paid_by("payer_last", "nobody_else", N_("Nobody else pays for this help."), on)
        if kind.area == "health" and own_insurance is None:
            first = N_("Ask whether an insurance of the person's own country covers it: that comes first.")
            reasons += self._paid_by("payer_own_insurance", "ask_for_insurance", first, on)[1]
        return answer, reasons

    def _paid_by(self, parameter: str, code: str, says: str, on: date) -> tuple[str, list[Reason]]:
        held = self.parameters.on(parameter, on).expecting(*PAYS)
        return held.code, [because(code, says, held.provision)]

    def _stay_is_lawful(self, basis: ResidenceBasis, on: date) -> bool:
        return self.competent_authority(basis, on).answer == CENTRE

    def _help_meanwhile(self, on: date) -> Reason:
        says = N_("Open without it: emergency care, what a doctor finds necessary, counselling and a place to be safe.")
        return because("open_meanwhile", says, self.parameters.on("open_help", on).provision)


def _basis(stated: ResidenceBasis | str) -> ResidenceBasis:
    try:
        return ResidenceBasis(stated)
    except ValueError as unknown:
        raise FactsMissing(f"“{stated}” is not a residence basis. Choose one, or “not known yet”.") from unknown
