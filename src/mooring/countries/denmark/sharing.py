"""What may be told about a person in Denmark, on what ground, who agrees to it, and on what a file rests."""

from datetime import date

from mooring.law import HOME, N_, FactsMissing, Finding, Law, because
from mooring.law.findings import Reason

NOT_AUTHORITIES = ("ngo", "international_organisation", "labour_market_organisation")
BASES = {
    "public_task": N_("The agency does a task in the public interest, or one of an authority."),
    "legal_obligation": N_("A law binds the agency to it."),
    "vital_interest": N_("It is needed to protect somebody's life."),
    "consent": N_("The person agreed that the data are worked with, for purposes that were named."),
}
CONSENTS_SAY = {
    "person": N_("The person decides, and nobody else."),
    "representative": N_("Somebody who may answer for the child decides with the child, whose own view is asked for."),
    "not_known_yet": N_(
        "It is not known whether the person is a child. Ask; until then nobody else answers for her or him."
    ),
}


class Sharing(Law):
    """Consent by the Public Administration Act and the regulation; telling without it by four provisions, most of them unconfirmed."""

    def sharing(self, ground: str, on: date, *, territory: str = HOME) -> Finding:
        """May something about a person be told to another agency on this ground?

        `withdrawable`: whether the person can end it. What the three named grounds carry is unconfirmed but for the duty to testify.
        """
        self.here(territory)
        grounds = {
            "consent": self._consent,
            "danger_to_life": self._danger_to_life,
            "court_order": self._court_order,
            "duty_to_testify": self._testimony,
            "child_duty": self._child,
        }
        if ground not in grounds:
            return self.finding(
                "sharing",
                on,
                "not_a_ground",
                N_("This is no ground on which something may be told."),
                because(
                    "not_listed",
                    N_("Without consent, only a provision of law lets something confidential be told."),
                    self.parameters.on("consent_to_tell", on).provision,
                ),
                facts={"ground": ground},
                provides=False,
            )
        says, receivers, reasons = grounds[ground](on)
        return self.finding(
            "sharing",
            on,
            "may_be_told",
            says,
            *reasons,
            particulars={
                "receivers": receivers,
                "children_only": ground == "child_duty",
                "withdrawable": ground == "consent",
            },
            facts={"ground": ground},
        )

    def sharing_provisions(self, on: date) -> tuple[str, ...]:
        """The provisions that let something be told without consent on a day, as codes for a form."""
        return (self.parameters.on("tell_of_a_child", on).code,)

    def who_consents(self, child: bool | None, on: date, *, territory: str = HOME) -> Finding:
        """Whose word counts when something about this person is told? From what age a child decides alone was not found."""
        self.here(territory)
        own = self.parameters.on("consent_to_tell", on).provision
        reasons = [because("own_word", N_("Who it is about gives the consent."), own)]
        answer = "not_known_yet" if child is None else "person"
        if child:
            custody, representative = (
                self.parameters.on(name, on).expecting("representative").provision
                for name in ("custody_holder_decides", "personal_representative_decides")
            )
            answer = "representative"
            heard = self.parameters.on("child_is_heard", on).expecting(True).provision
            reasons = [
                because("custody", N_("Who has custody decides on the personal affairs of a child."), custody),
                because(
                    "unaccompanied", N_("A child who is alone here has a personal representative."), representative
                ),
                because("heard", N_("The child is asked, and what she or he says has weight."), heard),
            ]
        return self.finding(
            "who_consents",
            on,
            answer,
            CONSENTS_SAY[answer],
            *reasons,
            particulars={"child_heard": answer == "representative"},
            facts={"child": child},
        )

    def data_basis(self, basis: str, controller: str, on: date, *, territory: str = HOME) -> Finding:
        """May an agency of this kind rest its file on this basis? Raises `FactsMissing` for a basis the regulation does not name."""
        self.here(territory)
        if basis not in BASES:
            raise FactsMissing(f"A basis is one of {', '.join(BASES)}, not “{basis}”.")
        held = self.parameters.on(f"basis_{basis}", on).expecting(basis)
        reasons = [because(basis, BASES[basis], held.provision)]
        if basis == "consent" and controller not in NOT_AUTHORITIES:
            seldom = self.parameters.on("authority_seldom_on_consent", on).expecting(True)
            says = N_("Towards an authority consent is seldom free: look for another basis first.")
            reasons.append(because("seldom_free", says, seldom.provision))
        return self.finding(
            "data_basis",
            on,
            basis,
            N_(
                "This is a basis on which a file may be kept. It is no consent to be supported, and none to tell others."
            ),
            *reasons,
            facts={"basis": basis, "controller": controller},
        )

    def _consent(self, on: date) -> tuple[str, tuple[str, ...], list[Reason]]:
        wording, withdrawn = (
            self.parameters.on(name, on) for name in ("consent_to_tell", "consent_withdrawn_any_time")
        )
        return (
            N_("It may be told to whom the person agreed to, for what she or he agreed to, and no more."),
            (),
            [
                because(
                    "consent", N_("The person agreed: freely, to this, and knowing what it means."), wording.provision
                ),
                because(
                    "withdrawable",
                    N_("The person can withdraw it at any time."),
                    wording.provision,
                    withdrawn.expecting(True).provision,
                ),
            ],
        )

    def _danger_to_life(self, on: date) -> tuple[str, tuple[str, ...], list[Reason]]:
        averting = self.parameters.on("tell_in_danger_to_life", on).provision
        rests_on = [self.parameters.on(name, on).provision for name in ("secrecy_yields_to_others", "duty_to_avert")]
        return (
            N_("What is needed to avert a danger to somebody's life may be told, and no more."),
            (),
            [
                because("averting", N_("What was necessary to avert a threatening injury is not punished."), averting),
                because(
                    "others",
                    N_("Secrecy yields to an obvious interest of others, and to the duty to avert."),
                    *rests_on,
                ),
            ],
        )

    def _court_order(self, on: date) -> tuple[str, tuple[str, ...], list[Reason]]:
        order, to = self.parameters.on("tell_on_court_order", on), self.parameters.on("court_receivers", on)
        return (
            N_("What an order of a court names is told, and no more."),
            to.codes,
            [
                because("order", N_("A court has ordered it."), order.provision),
                because("to_the_court", N_("It is told to whom the court names."), to.provision),
            ],
        )

    def _testimony(self, on: date) -> tuple[str, tuple[str, ...], list[Reason]]:
        duty, spared = (self.parameters.on(name, on) for name in ("duty_to_testify", "testimony_not_demanded"))
        return (
            N_("A witness before a court tells what is asked, unless the law spares her or him."),
            self.parameters.on("court_receivers", on).codes,
            [
                because("duty", N_("Everybody testifies before a court."), duty.provision),
                because("spared", N_("From some it is not demanded without leave."), spared.expecting(True).provision),
            ],
        )

    def _child(self, on: date) -> tuple[str, tuple[str, ...], list[Reason]]:
        duty, to = self.parameters.on("tell_of_a_child", on), self.parameters.on("tell_of_a_child_to", on)
        return (
            N_("The municipality is told of a child who may need special support."),
            to.codes,
            [
                because(
                    "child_duty", N_("Who works for the public tells the municipality of such a child."), duty.provision
                )
            ],
        )
