"""What can be offered to somebody in Denmark now: gathered from the pack's own answers, so that a change of law changes the sheet."""

from collections.abc import Iterator
from datetime import date

from mooring.countries.denmark.help import Help
from mooring.law import N_, FactsMissing, Finding, ResidenceBasis, because
from mooring.law.options import (
    DUE,
    GROUPS,
    IDENTIFIED,
    NO_WISH,
    NOT_KNOWN_YET,
    NOT_PROVIDED,
    POSSIBLE,
    PRESUMED,
    STAGES,
    Option,
    asked,
    facts_of,
)

OWN_COUNTRY = frozenset({ResidenceBasis.CITIZEN})
NO_REMOVAL_TO_FEAR = frozenset({ResidenceBasis.CITIZEN, ResidenceBasis.NORDIC_CITIZEN})
STATEMENTS = {
    "women": ("woman",),
    "men": ("man",),
    "trans_and_non_binary": ("trans_woman", "trans_man", "non_binary"),
    "minors": ("not_known",),
}
"""What people of a group may say of their gender, in the words of the questions on housing."""
HOUSES = {
    "crisis_centre": N_("A place at a crisis centre."),
    "national_crisis_centre": N_("A place at a crisis centre for the whole country, for persons who were trafficked."),
    "womens_centre": N_("A place at the asylum system's centre for women."),
    "asylum_centre": N_("A place at an asylum centre."),
    "childrens_centre": N_("A place at a centre for children of the asylum system."),
    "council_centre": N_("A place in the care of the municipality."),
    "private_lodging": N_("Private lodging."),
    "hotel": N_("A room in a hotel for the first nights."),
    "alternative": N_("Alternative housing, for whom no crisis centre takes in."),
}
HOUSING_ANSWERS = {"may_be_placed": POSSIBLE, "may_not": NOT_PROVIDED, "not_known_yet": NOT_KNOWN_YET}
CONDITIONS = {
    "ask_for_health_card": N_("With a health card; ask for it."),
    "ask_for_insurance": N_("Ask first whether an insurance of the person's own country covers it."),
}
BY_STATEMENT = N_("By the person's own statement of gender, and by whether the house has room.")
ROOM = N_("If the house has room.")


class Services(Help):
    """The catalogue of help, who pays, and the sheet of options."""

    def options(self, on: date, *, group: str, residence_basis: ResidenceBasis | str, stage: str) -> tuple[Option, ...]:
        """What can be offered to a person now. Every line is an answer of another question of this pack.

        Raises `FactsMissing` for a group, a basis or a stage that is not known. What a question does not answer is left out.
        """
        try:
            basis = ResidenceBasis(residence_basis)
        except ValueError as unknown:
            raise FactsMissing(f"“{residence_basis}” is not a residence basis.") from unknown
        if group not in GROUPS or stage not in STAGES:
            raise FactsMissing(f"A group is one of {', '.join(GROUPS)}; a stage is one of {', '.join(STAGES)}.")
        return (
            *self._options_of_support(on, group, stage),
            *self._options_of_housing(on, group, basis, stage),
            *self._options_of_law(on, group, basis, stage),
            *self._options_of_home(on, group, basis, stage),
            *self._options_of_help(on, group, basis, stage),
        )

    def _options_of_support(self, on: date, group: str, stage: str) -> Iterator[Option]:
        contact = self._one_answer(
            on, "contact_person_for_all", "contact_person", N_("Everybody is offered a contact person and a plan.")
        )
        sure = DUE if stage in (PRESUMED, IDENTIFIED) else POSSIBLE
        for code, what in (
            ("contact_person", N_("A contact person.")),
            ("plan", N_("An individual plan, made with the person.")),
        ):
            yield Option(code, "support", what, sure, (contact,), who_pays="national_centre", tonight=sure == DUE)
        if group != "minors":
            return
        says = N_("A child who is alone here has a personal representative.")
        representative = self._one_answer(on, "representative_for_children", "personal_representative", says)
        condition = N_("If the child is here alone.")
        what = N_("A personal representative.")
        yield Option("personal_representative", "support", what, DUE, (representative,), condition=condition)
        consent = asked(self, "who_consents", on, {"child": True})
        if consent is not None:
            what = N_("Somebody who decides with the child what is told to others.")
            yield Option("who_consents", "support", what, DUE, (consent,))

    def _options_of_housing(self, on: date, group: str, basis: ResidenceBasis, stage: str) -> Iterator[Option]:
        if not self.answers("housing_eligibility"):
            return
        tonight = self._open_tonight(on, group)
        for kind in self.house_kinds(on):
            found = [
                each
                for said in STATEMENTS[group]
                if (
                    each := asked(
                        self, "housing_eligibility", on, self._facts_of_a_house(kind, said, group, basis, stage)
                    )
                )
            ]
            if not found:
                continue
            answers = {HOUSING_ANSWERS.get(each.answer, NOT_KNOWN_YET) for each in found}
            best = next(each for each in (POSSIBLE, NOT_KNOWN_YET, NOT_PROVIDED) if each in answers)
            counted = next(each for each in found if HOUSING_ANSWERS.get(each.answer, NOT_KNOWN_YET) == best)
            condition = BY_STATEMENT if len(answers) > 1 else ROOM if best == POSSIBLE else ""
            yield Option(
                f"house_{kind}",
                "housing",
                HOUSES.get(kind, kind),
                best,
                (counted,),
                who_decides="" if best == NOT_PROVIDED else str(counted.particulars.get("decides") or ""),
                who_pays="" if best == NOT_PROVIDED else str(counted.particulars.get("payer") or ""),
                condition=condition,
                tonight=best == POSSIBLE and kind in tonight,
            )

    def _facts_of_a_house(
        self, kind: str, said: str, group: str, basis: ResidenceBasis, stage: str
    ) -> dict[str, object]:
        return facts_of(group, basis, stage) | {"kind_of_house": kind, "group": said}

    def _open_tonight(self, on: date, group: str) -> frozenset[str]:
        """The kinds of houses that are open tonight whatever the person's own statement turns out to be."""
        facts = facts_of(group, ResidenceBasis.NOT_KNOWN_YET, PRESUMED)
        told = [asked(self, "housing_tonight", on, facts | {"group": said}) for said in STATEMENTS[group]]
        return frozenset.intersection(*(frozenset(each.codes("open")) if each else frozenset() for each in told))

    def _options_of_law(self, on: date, group: str, basis: ResidenceBasis, stage: str) -> Iterator[Option]:
        authority = self.competent_authority(basis, on)
        known = authority.answer != NOT_KNOWN_YET
        if stage in (PRESUMED, NO_WISH):
            yield Option(
                "assessment",
                "law",
                N_("An assessment whether the person is a victim of trafficking."),
                (DUE if stage == PRESUMED else POSSIBLE) if known else NOT_KNOWN_YET,
                (authority,),
                who_decides=authority.answer if known else "",
                condition=N_("Whenever the person wishes it.") if stage == NO_WISH else "",
            )
        if stage == PRESUMED and basis not in NO_REMOVAL_TO_FEAR:
            stays = asked(self, "removal", on, {"assessment_open": True})
            if stays is not None:
                what = N_("No removal while the assessment is open.")
                yield Option("no_removal", "law", what, DUE, (stays,), who_decides="immigration_service", tonight=True)
        lawful = authority.answer == "national_centre"
        facts = {"identified": stage == IDENTIFIED, "legal_resident": lawful}
        period = asked(self, "reflection_period", on, facts)
        if period is not None:
            waits = stage == IDENTIFIED and not known
            yield Option(
                "period",
                "law",
                N_("A reflection period, or a restitution period for who is here lawfully."),
                NOT_KNOWN_YET if waits else POSSIBLE if period.provides else NOT_PROVIDED,
                (period,),
                who_decides="" if waits or not period.provides else authority.answer,
                condition=N_("On request: when nobody asks there is no period.")
                if period.particulars.get("starts") == "on_request"
                else "",
            )
        yield from self._options_of_permits(on, group, basis, stage)

    def _options_of_permits(self, on: date, group: str, basis: ResidenceBasis, stage: str) -> Iterator[Option]:
        if basis in OWN_COUNTRY:
            return
        says = N_("The person is told of asylum and of permits on other grounds.")
        guidance = self._one_answer(on, "guidance_on_asylum", "guidance_on_asylum", says)
        what = N_("Guidance on asylum and on permits.")
        yield Option("guidance_on_asylum", "law", what, DUE, (guidance,), who_pays="national_centre")
        if basis in NO_REMOVAL_TO_FEAR:
            return
        permit = asked(self, "permit_for_proceedings", on, facts_of(group, basis, stage))
        if permit is not None:
            yield Option(
                "permit_for_proceedings",
                "law",
                N_(
                    "A permit while the prosecution needs the person here. It hangs on the prosecution's need; help does not."
                ),
                POSSIBLE if permit.provides else NOT_PROVIDED,
                (permit,),
                who_decides="immigration_service" if permit.provides else "",
            )

    def _options_of_home(self, on: date, group: str, basis: ResidenceBasis, stage: str) -> Iterator[Option]:
        if basis in OWN_COUNTRY:
            return
        offer = asked(self, "return_offer", on, facts_of(group, basis, stage))
        if offer is None:
            return
        unsettled = offer.answer == NOT_KNOWN_YET
        planner = asked(self, "return_planner", on, facts_of(group, basis, stage)) if offer.provides else None
        yield Option(
            "prepared_return",
            "home",
            N_("A prepared return, with help to begin anew."),
            NOT_KNOWN_YET if unsettled else POSSIBLE if offer.provides else NOT_PROVIDED,
            (offer, planner) if planner is not None else (offer,),
            condition=N_("If the person wishes it.") if offer.provides else "",
        )

    def _options_of_help(self, on: date, group: str, basis: ResidenceBasis, stage: str) -> Iterator[Option]:
        child = group == "minors"
        for kind in self.services(on):
            if not kind.is_for(child):
                continue
            given = self.service(kind.code, basis, on, child=child, stage=stage)
            paid = self.payer(kind.code, basis, on, child=child, stage=stage)
            provided = given.provides
            why = next((reason.code for reason in paid.because if reason.code in CONDITIONS), "")
            yield Option(
                kind.code,
                kind.area,
                kind.name,
                given.answer,
                (given, paid) if provided else (given,),
                who_decides=str(given.particulars["decides"] or "") if given.answer != NOT_KNOWN_YET else "",
                who_pays=paid.answer if provided else "",
                condition=CONDITIONS.get(why, "") if provided else "",
                tonight=bool(given.particulars["tonight"]),
            )

    def _one_answer(self, on: date, parameter: str, code: str, says: str) -> Finding:
        """A short answer that rests on one parameter of the pack."""
        held = self.parameters.on(parameter, on).expecting(True)
        return self.finding(code, on, DUE, says, because(code, says, held.provision))
