"""What Danish law says of housing: who may be placed where, and who decides and pays."""

from datetime import date

from mooring.law import HOME, N_, FactsMissing, Finding, Law, ResidenceBasis, because
from mooring.law.findings import Reason
from mooring.law.provisions import Provision

MAY, MAY_NOT, NOT_YET = "may_be_placed", "may_not", "not_known_yet"
KINDS = (
    "crisis_centre",
    "national_crisis_centre",
    "womens_centre",
    "asylum_centre",
    "childrens_centre",
    "council_centre",
    "private_lodging",
    "hotel",
    "alternative",
)
FOR_CHILDREN = ("childrens_centre", "council_centre")
OF_THE_SERVICE = ("asylum_centre", "womens_centre", "childrens_centre")
BY_GENDER = {
    "crisis_centre": "housing_crisis_centre_for",
    "national_crisis_centre": "housing_national_crisis_centre_for",
    "womens_centre": "housing_womens_centre_for",
    "alternative": "housing_alternative_for",
}
GENDERS = ("woman", "man", "trans_woman", "trans_man", "non_binary", "other", "not_known")
NOT_SETTLED = frozenset({ResidenceBasis.NOT_KNOWN_YET, ResidenceBasis.PERMIT_IN_OTHER_EU_STATE})

SAYS = {
    MAY: N_("The person may be placed here. The house says whether it has room."),
    MAY_NOT: N_("This kind of house is not for this person. Offer another."),
    NOT_YET: N_("It cannot be said yet whether this kind of house is open. Ask; and see what is open tonight."),
}
Judged = tuple[str, list[Reason]]


class Housing(Law):
    """What Danish law says of housing: who may be placed where, and who decides and pays."""

    def housing_eligibility(
        self,
        residence_basis: ResidenceBasis | str,
        on: date,
        *,
        kind_of_house: str,
        group: str,
        child: bool | None = None,
        stage: str = "presumed",
        territory: str = HOME,
    ) -> Finding:
        """May this person be placed in a house of this kind?

        Raises `FactsMissing` for a kind, a gender or a basis that the pack does not know, `NotAnswered` before 2011.
        Source: action plan 2011-2014; what it leaves open is marked unconfirmed.
        """
        self.here(territory)
        try:
            basis = ResidenceBasis(residence_basis)
        except ValueError:
            raise FactsMissing(f"“{residence_basis}” is no residence basis.") from None
        if kind_of_house not in KINDS:
            raise FactsMissing(f"A house is one of {', '.join(KINDS)}, not “{kind_of_house}”.")
        if group not in GENDERS:
            raise FactsMissing(f"A person's own statement is one of {', '.join(GENDERS)}, not “{group}”.")
        answer, reasons = self._judge(kind_of_house, basis, group, child, stage, on)
        instead: tuple[str, ...] = ()
        if answer != MAY:
            others = (kind for kind in KINDS if kind != kind_of_house)
            instead = tuple(k for k in others if self._judge(k, basis, group, child, stage, on)[0] == MAY)
        decides, payer, whose = self._decides_and_pays(kind_of_house, basis, on)
        return self.finding(
            "housing_eligibility",
            on,
            answer,
            SAYS[answer],
            *reasons,
            *whose,
            particulars={"decides": decides, "payer": payer, "instead": instead},
            facts={"residence_basis": str(basis), "kind_of_house": kind_of_house, "group": group, "child": child},
            provides=answer != MAY_NOT,
        )

    def housing_tonight(self, on: date, *, group: str, child: bool | None = None, territory: str = HOME) -> Finding:
        """Which kinds of houses are open tonight to a person whose residence basis is not known?"""
        unknown = ResidenceBasis.NOT_KNOWN_YET
        asked = {
            kind: self.housing_eligibility(
                unknown, on, kind_of_house=kind, group=group, child=child, territory=territory
            )
            for kind in KINDS
        }
        found = tuple(kind for kind in KINDS if asked[kind].answer == MAY)
        reasons = dict.fromkeys(reason.code for kind in found for reason in asked[kind].because)
        by_code = {reason.code: reason for kind in found for reason in asked[kind].because}
        return self.finding(
            "housing_tonight",
            on,
            "open_tonight" if found else "nothing_open",
            N_("This is open tonight, though the residence basis is not known."),
            *(by_code[code] for code in reasons),
            particulars={"open": found},
            facts={"group": group, "child": child},
            provides=bool(found),
        )

    def house_kinds(self, on: date) -> tuple[str, ...]:
        """The kinds of houses about which the law can be asked on a day."""
        return KINDS

    def _judge(self, kind: str, basis: ResidenceBasis, gender: str, child: bool | None, stage: str, on: date) -> Judged:
        """The answer for one kind of house, by its own conditions: age, basis, gender, stage."""
        if child and kind not in FOR_CHILDREN:
            alone = self._on("housing_never_alone_among_adults", on)
            return MAY_NOT, [because("child_alone", N_("A child who is alone is not placed among adults."), alone)]
        if kind in FOR_CHILDREN:
            return self._children(kind, basis, child, on)
        worst, reasons = MAY, []
        steps = (
            self._by_basis(kind, basis, on),
            self._by_gender(kind, gender, on),
            self._by_stage(kind, stage, on),
        )
        for answer, said in steps:
            reasons += said
            worst = max(worst, answer, key=(MAY, NOT_YET, MAY_NOT).index)
        return worst, reasons or self._open_to_all(kind, on)

    def _by_basis(self, kind: str, basis: ResidenceBasis, on: date) -> Judged:
        if kind not in OF_THE_SERVICE:
            return MAY, []
        under = self.parameters.on("housing_under_the_provision", on)
        if basis in NOT_SETTLED:
            return NOT_YET, [
                because(
                    "basis_not_known",
                    N_("The centres of the immigration service are open once the residence basis is known."),
                    under.provision,
                )
            ]
        if str(basis) not in under.codes:
            return MAY_NOT, [
                because(
                    "not_under_the_provision",
                    N_(
                        "These centres are only for asylum applicants and for foreign nationals without legal residence."
                    ),
                    under.provision,
                )
            ]
        provisions = [under.provision]
        if kind == "asylum_centre":
            provisions.append(self._on("housing_asylum_centre_for", on))
        return MAY, [
            because(
                "under_the_provision",
                N_("The person is under the provision of the immigration service, and so are these centres."),
                *provisions,
            )
        ]

    def _by_gender(self, kind: str, gender: str, on: date) -> Judged:
        """By the person's own statement. Where the plan has no word for it, the house is asked: nobody is turned away unasked."""
        if kind not in BY_GENDER:
            return MAY, []
        held, own = self.parameters.on(BY_GENDER[kind], on), self._on("housing_own_statement", on)
        of_men = kind == "alternative"
        if gender in held.codes:
            says = N_("The plan promises men an alternative.") if of_men else N_("This house is for women.")
            reason = because("own_statement", N_("The person's own statement of gender decides."), own)
            return MAY, [because("for_this_group", says, held.provision), reason]
        if of_men or gender in ("non_binary", "other", "not_known"):
            says = (
                N_("The plan promises an alternative to men. For others the national centre decides; ask it.")
                if of_men
                else N_(
                    "The plan speaks of women and of men only. Ask the person and the house; nobody goes without a bed."
                )
            )
            return NOT_YET, [because("ask_first", says, held.provision, own)]
        return MAY_NOT, [because("for_others", N_("This house is for women."), held.provision)]

    def _by_stage(self, kind: str, stage: str, on: date) -> Judged:
        if kind in ("crisis_centre", "national_crisis_centre"):
            before, without = (
                self._on(name, on) for name in ("housing_before_the_status", "housing_without_legal_residence")
            )
            return MAY, [
                because("before_the_status", N_("It is open whether or not anybody has assessed the person."), before),
                because("without_legal_residence", N_("It is open with or without legal residence."), without),
            ]
        if kind == "alternative" and stage != "identified":
            meant = self._on("housing_alternative_for", on)
            says = N_("The plan means identified victims. Before that the national centre decides; ask it.")
            return NOT_YET, [because("status_first", says, meant)]
        return MAY, []

    def _children(self, kind: str, basis: ResidenceBasis, child: bool | None, on: date) -> Judged:
        held = self._on(f"housing_{kind}", on)
        if not child:
            answer = MAY_NOT if child is False else NOT_YET
            return answer, [because("for_children", N_("This house is for children who are alone."), held)]
        under = self.parameters.on("housing_under_the_provision", on)
        if basis in NOT_SETTLED:
            if kind == "council_centre":
                tonight = self._on("housing_child_tonight", on)
                says = N_("A child without a place is taken in by the municipality where the child is.")
                return MAY, [because("child_tonight", says, tonight)]
            says = N_("The centres of the immigration service are open once the residence basis is known.")
            return NOT_YET, [because("basis_not_known", says, held, under.provision)]
        of_the_service = str(basis) in under.codes
        if of_the_service == (kind == "childrens_centre"):
            says = (
                N_("Unaccompanied children without legal residence live at the children's centres.")
                if of_the_service
                else N_("A child with legal residence is housed by a council.")
            )
            return MAY, [because("child_by_basis", says, held)]
        says = (
            N_("A child without legal residence lives at a children's centre of the immigration service.")
            if of_the_service
            else N_("A child with legal residence is not under the provision of the immigration service.")
        )
        return MAY_NOT, [because("other_childrens_house", says, held, under.provision)]

    def _open_to_all(self, kind: str, on: date) -> list[Reason]:
        if kind == "hotel":
            says = N_("Nobody stays without a bed for a night because something is not known yet.")
            return [because("tonight", says, self._on("housing_emergency", on))]
        return [because("privately", N_("A person may be housed privately."), self._on("housing_private", on))]

    def _decides_and_pays(self, kind: str, basis: ResidenceBasis, on: date) -> tuple[str, str, list[Reason]]:
        """Who decides and who pays, as codes, with why. A kind of house may be decided by one and paid by another."""
        under = self.parameters.on("housing_under_the_provision", on)
        side = "under" if kind in OF_THE_SERVICE or str(basis) in under.codes else "otherwise"
        if kind == "hotel":
            side = "otherwise"
        decides = self.parameters.on(f"housing_decides_{side}", on)
        payer = self.parameters.on("housing_payer_child" if kind == "council_centre" else f"housing_payer_{side}", on)
        return (
            decides.code,
            payer.code,
            [
                because("decides", N_("Who decides: {decides}."), decides.provision, decides=decides.code),
                because("pays", N_("Who pays: {payer}."), payer.provision, payer=payer.code),
            ],
        )

    def _on(self, name: str, on: date) -> Provision:
        return self.parameters.on(name, on).provision
