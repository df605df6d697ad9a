"""Who assesses a person in Denmark, by residence basis; apart from that, who may hold the clarifying conversation."""

from datetime import date

from mooring.law import HOME, N_, FactsMissing, Finding, Law, ResidenceBasis, because

NATIONAL_CENTRE = "national_centre"
IMMIGRATION_SERVICE = "immigration_service"
NOT_KNOWN_YET = "not_known_yet"

SAYS = {
    NATIONAL_CENTRE: N_("The national centre against human trafficking assesses."),
    IMMIGRATION_SERVICE: N_("The immigration service assesses."),
    NOT_KNOWN_YET: N_("Who assesses cannot be said yet; nothing that is due to the person waits for it."),
}

WHY = {
    ResidenceBasis.CITIZEN: N_("A Danish citizen is here lawfully."),
    ResidenceBasis.NORDIC_CITIZEN: N_("A Nordic citizen may be here without a permit."),
    ResidenceBasis.EU_RIGHT_OF_RESIDENCE: N_("An EU citizen with a right of residence is here lawfully."),
    ResidenceBasis.EU_NO_RIGHT_OF_RESIDENCE: N_(
        "An EU citizen who is expelled, under an entry ban or without a right of residence is not here lawfully."
    ),
    ResidenceBasis.PERMIT: N_("A person with a Danish residence permit is here lawfully."),
    ResidenceBasis.PERMIT_IN_OTHER_EU_STATE: N_(
        "A residence permit in another EU state does not settle whether the stay in Denmark is lawful; "
        "ask the immigration service."
    ),
    ResidenceBasis.VISA: N_("A person on a visa is here lawfully as long as it runs."),
    ResidenceBasis.VISA_FREE: N_("A person on a visa-free stay is here lawfully as long as its days last."),
    ResidenceBasis.TEMPORARY_PROTECTION: N_("A person under temporary protection has a permit."),
    ResidenceBasis.ASYLUM_SEEKER: N_("The immigration service assesses everybody who seeks asylum."),
    ResidenceBasis.DUBLIN_PROCEDURE: N_("The Dublin procedure is read as an asylum application under way."),
    ResidenceBasis.NONE: N_("The person is not here lawfully."),
    ResidenceBasis.NOT_KNOWN_YET: N_("The residence basis is not known yet; that is an answer, not an error."),
}

DEPENDS_ON_STAY = frozenset(
    {
        ResidenceBasis.PERMIT,
        ResidenceBasis.PERMIT_IN_OTHER_EU_STATE,
        ResidenceBasis.VISA,
        ResidenceBasis.VISA_FREE,
        ResidenceBasis.TEMPORARY_PROTECTION,
    }
)
CANNOT_BE_TRUE = {
    False: frozenset(
        {ResidenceBasis.CITIZEN, ResidenceBasis.NORDIC_CITIZEN, ResidenceBasis.EU_RIGHT_OF_RESIDENCE},
    ),
    True: frozenset({ResidenceBasis.NONE, ResidenceBasis.EU_NO_RIGHT_OF_RESIDENCE}),
}


class Authority(Law):
    """Who assesses, and who may hold the conversation."""

    def competent_authority(
        self,
        residence_basis: ResidenceBasis | str,
        on: date,
        *,
        stay_lawful: bool | None = None,
        facing_removal: bool | None = None,
        territory: str = HOME,
    ) -> Finding:
        """Which authority assesses whether this person is a victim of trafficking?

        `stay_lawful` matters for permits, visas and visa-free stays, which can have ended; `facing_removal` does not
        matter in Denmark. The answer is
        `national_centre`, `immigration_service` or `not_known_yet`. Raises `FactsMissing` for an unknown basis and
        for facts that cannot be true together, `NotAnswered` before 1 August 2007. Source: action plan 2011-2014.
        """
        self.here(territory)
        basis = _basis(residence_basis)
        held = self.parameters.on(f"authority_{basis}", on).expecting(*SAYS)
        reasons = [because(f"basis_{basis}", WHY[basis], held.provision)]
        answer = held.code
        if stay_lawful is not None:
            if basis in CANNOT_BE_TRUE[stay_lawful]:
                raise FactsMissing(
                    "This residence basis and what was said of the stay cannot both be true. "
                    "Correct one of them, or choose “not known yet”."
                )
            if basis in DEPENDS_ON_STAY:
                lawful = self.parameters.on("authority_permit" if stay_lawful else "authority_none", on)
                answer = lawful.code
                reasons.append(
                    because("stay_lawful", N_("The stay in Denmark is lawful."), lawful.provision)
                    if stay_lawful
                    else because("stay_not_lawful", N_("The stay in Denmark is not lawful."), lawful.provision)
                )
        others = self.parameters.on("others_who_may_find", on)
        reasons.append(
            because(
                "others_may_find",
                N_("A finding may also come from {others}, in a criminal case."),
                others.provision,
                others=others.codes,
            )
        )
        return self.finding(
            "competent_authority",
            on,
            answer,
            SAYS[answer],
            *reasons,
            particulars={"authority": answer, "also": others.codes},
            facts={"residence_basis": str(basis), "stay_lawful": stay_lawful},
        )

    def who_may_converse(self, on: date, *, territory: str = HOME) -> Finding:
        """Who may hold the clarifying conversation?

        Apart from who assesses, which did not change. `in_dispute` holds the bodies on which the sources differ.
        Source: Trafficking in Persons Report 2023 against the national centre's own page.
        """
        self.here(territory)
        holders = self.parameters.on("may_hold_conversation", on)
        disputed = self.parameters.on("conversation_in_dispute", on)
        reasons = [
            because(
                "holders",
                N_("The clarifying conversation may be held by {holders}. It is voluntary and anonymous."),
                holders.provision,
                holders=holders.codes,
            ),
        ]
        if disputed.codes:
            reasons.append(
                because(
                    "sources_differ",
                    N_("By another source it may also be held by {disputed}. Ask the national centre."),
                    disputed.provision,
                    disputed=disputed.codes,
                )
            )
        return self.finding(
            "who_may_converse",
            on,
            "authorities_and_organisations" if "funded_organisations" in holders.codes else "authorities",
            N_("The clarifying conversation may be held by {holders}."),
            *reasons,
            particulars={"holders": holders.codes, "in_dispute": disputed.codes},
        )


def _basis(stated: ResidenceBasis | str) -> ResidenceBasis:
    try:
        return ResidenceBasis(stated)
    except ValueError as unknown:
        raise FactsMissing(
            f"“{stated}” is not a residence basis. Choose one of: {', '.join(ResidenceBasis)}."
        ) from unknown
