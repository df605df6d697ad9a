"""What Danish law says of a prepared return: who plans, who helps, how it is followed, and who handles departure."""

from datetime import date

from mooring.law import HOME, N_, FactsMissing, Finding, Law, ResidenceBasis, because
from mooring.law.findings import Reason

OFFER_SAYS = {
    "offered": N_("A prepared return is offered to this person, who may say yes, no, or no for now."),
    "offered_to_child": N_(
        "A prepared return is offered to this child; it is planned with whoever represents the child."
    ),
    "at_home": N_("A citizen of the country is at home here: there is no return to prepare."),
    "not_identified": N_("The offer follows the finding that somebody is a victim, and there is none."),
}
PLANNER_SAYS = {
    "immigration_service": N_("The immigration service is responsible, and plans it with its partner."),
    "return_agency": N_("The Return Agency is responsible, and plans it with its partner."),
    "national_centre": N_("The national centre plans it with the person."),
    "not_known_yet": N_("Who plans it cannot be said before the residence basis is known; the offer does not wait."),
}
DEPARTURE_SAYS = {
    "police": N_("The police handle the departure of somebody who must leave and does not wish a prepared return."),
    "return_agency": N_(
        "The Return Agency handles the departure of somebody who must leave and does not wish a prepared return."
    ),
}
LEGAL = frozenset(
    {
        ResidenceBasis.CITIZEN,
        ResidenceBasis.NORDIC_CITIZEN,
        ResidenceBasis.EU_RIGHT_OF_RESIDENCE,
        ResidenceBasis.PERMIT,
        ResidenceBasis.VISA,
        ResidenceBasis.VISA_FREE,
        ResidenceBasis.TEMPORARY_PROTECTION,
    }
)
PLANNERS = ("immigration_service", "return_agency", "national_centre")


class PreparedReturn(Law):
    """The offer, its planner and partner, its months, and who handles departure where the person says no for now."""

    def return_offer(
        self,
        on: date,
        *,
        residence_basis: ResidenceBasis | str,
        identified: bool,
        child: bool | None = None,
        unaccompanied_ordered_to_leave: bool = False,
        territory: str = HOME,
    ) -> Finding:
        """Is this person offered a prepared return, and to where?

        An unaccompanied child who is ordered to leave is offered it whether or not trafficking was found. Source: action plan 2011-2014.
        """
        self.here(territory)
        basis = _basis(residence_basis)
        offer = self.parameters.on("return_offered_to", on).expecting("all_identified").provision
        reasons: list[Reason] = []
        if basis is ResidenceBasis.CITIZEN:
            at_home = self.parameters.on("return_not_for_citizens", on).expecting(True).provision
            answer = "at_home"
            reasons.append(
                because("citizen", N_("Danish citizens are helped here, by their municipality and others."), at_home)
            )
        elif identified:
            answer = "offered_to_child" if child else "offered"
            reasons.append(because("all_identified", N_("All who were found to be victims are offered it."), offer))
        elif unaccompanied_ordered_to_leave:
            alone = self.parameters.on("return_for_children_alone", on).expecting(True).provision
            answer = "offered_to_child"
            says = N_("A child who is alone here and must leave is offered it, trafficking or not.")
            reasons.append(because("child_alone", says, alone))
        else:
            answer = "not_identified"
            reasons.append(
                because("ties_to_status", N_("The plan offers it to victims who were found as such."), offer)
            )
        provides = answer in ("offered", "offered_to_child")
        destinations = self.parameters.on("return_destinations", on)
        if provides:
            owed = self.parameters.on("return_owes_nothing", on).expecting(True).provision
            reasons += [
                because("owes_nothing", N_("Whoever accepts owes nobody a statement for it."), owed),
                because(
                    "destinations",
                    N_("It may lead to: {destinations}."),
                    destinations.provision,
                    destinations=destinations.codes,
                ),
            ]
        if child and provides:
            with_child = self.parameters.on("return_planned_with_child", on).expecting("personal_representative")
            says = N_("For a child it is planned with the personal representative, who may go along.")
            reasons.append(because("with_representative", says, with_child.provision))
        return self.finding(
            "return_offer",
            on,
            answer,
            OFFER_SAYS[answer],
            *reasons,
            particulars={"destinations": destinations.codes if provides else ()},
            facts={
                "residence_basis": str(basis),
                "identified": identified,
                "child": child,
                "unaccompanied_ordered_to_leave": unaccompanied_ordered_to_leave,
            },
            provides=provides,
        )

    def return_planner(
        self,
        residence_basis: ResidenceBasis | str,
        on: date,
        *,
        child: bool | None = None,
        territory: str = HOME,
    ) -> Finding:
        """Who plans a prepared return with the person? the centre, or the authority of the day with its partner."""
        self.here(territory)
        basis = _basis(residence_basis)
        beside = self.parameters.on("return_planned_with", on)
        together, partner = list(beside.codes), ""
        reasons = [
            because("beside", N_("At the table beside the person: {beside}."), beside.provision, beside=beside.codes)
        ]
        if basis is ResidenceBasis.NOT_KNOWN_YET:
            answer = "not_known_yet"
        elif basis in LEGAL:
            held = self.parameters.on("return_planner_legal", on).expecting(*PLANNERS)
            answer = held.code
            says = N_("For a person who is here legally the national centre sees to it.")
            reasons.insert(0, because("here_legally", says, held.provision))
        else:
            held = self.parameters.on("return_planner_not_legal", on).expecting(*PLANNERS)
            who = self.parameters.on("return_partner", on)
            answer, partner = held.code, who.code
            reasons = [
                because(
                    "not_here_legally",
                    N_("For a person who is not here legally, or seeks asylum, it is {planner}."),
                    held.provision,
                    planner=answer,
                ),
                because(
                    "partner",
                    N_("It is planned, and followed over there, by {partner}."),
                    who.provision,
                    partner=partner,
                ),
                *reasons,
            ]
        if child:
            name = "return_child_legal" if basis in LEGAL else "return_planned_with_child"
            more = self.parameters.on(name, on)
            together.append(more.code)
            reasons.append(because("child", N_("For a child also: {who}."), more.provision, who=more.code))
        return self.finding(
            "return_planner",
            on,
            answer,
            PLANNER_SAYS[answer],
            *reasons,
            particulars={"planner": answer, "partner": partner, "together_with": tuple(dict.fromkeys(together))},
            facts={"residence_basis": str(basis), "child": child},
        )

    def return_support_months(self, on: date, *, territory: str = HOME) -> Finding:
        """For how many months after arrival is the person supported? Three by the plan, six by the centre's page of today."""
        return self._months(
            "return_support_months", on, territory, N_("The person is supported for {months} months after arrival.")
        )

    def return_instalments(self, on: date, *, territory: str = HOME) -> Finding:
        """Over how many months is money paid out? Known of the present partner only; before, the pack does not answer."""
        return self._months(
            "return_instalments",
            on,
            territory,
            N_("Money is paid out over {months} months; other help is given in kind."),
        )

    def return_follow_ups(self, on: date, *, territory: str = HOME) -> Finding:
        """How many months after arrival does somebody ask? No law fixes it: the months are a rule of the house."""
        self.here(territory)
        held = self.parameters.on("return_follow_ups", on)
        says = N_("No law fixes when; somebody asks after so many months: {months}.")
        return self.finding(
            "return_follow_ups",
            on,
            "after_months",
            N_("Somebody asks how the person is, after so many months: {months}."),
            because("house", says, held.provision, months=held.codes),
            particulars={"months": held.codes},
        )

    def departure_authority(self, on: date, *, territory: str = HOME) -> Finding:
        """Which authority handles departure: the police, since the Return Act the Return Agency, which the police assist."""
        self.here(territory)
        held = self.parameters.on("departure_authority", on).expecting(*DEPARTURE_SAYS)
        nothing_else = self.parameters.on("departure_hears_nothing_else", on).expecting(True)
        return self.finding(
            "departure_authority",
            on,
            held.code,
            DEPARTURE_SAYS[held.code],
            because("authority", N_("Departure is a matter of {authority}."), held.provision, authority=held.code),
            because(
                "nothing_else",
                N_("It is told of nothing for that reason: neither of the offer, nor of what the person answered."),
                nothing_else.provision,
            ),
        )

    def _months(self, name: str, on: date, territory: str, says: str) -> Finding:
        self.here(territory)
        held = self.parameters.on(name, on)
        reason = because("months", N_("So many months: {months}."), held.provision, months=held.number)
        return self.finding(name, on, "months", says, reason, particulars={"months": held.number})


def _basis(stated: ResidenceBasis | str) -> ResidenceBasis:
    try:
        return ResidenceBasis(stated)
    except ValueError as unknown:
        raise FactsMissing(
            f"“{stated}” is not a residence basis. Choose one of: {', '.join(ResidenceBasis)}."
        ) from unknown
