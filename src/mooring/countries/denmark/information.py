"""What Danish law says of telling: what the law wants a person to be told, and by when."""

from datetime import date

from mooring.law import HOME, N_, FactsMissing, Finding, Law, ResidenceBasis, because
from mooring.law.findings import Reason
from mooring.law.words import Value

STAGES = (
    "presumed",
    "assessment",
    "identified",
    "not_identified",
    "no_assessment_wished",
    "withdrawn",
    "closed",
)
LEGAL = frozenset(
    {
        ResidenceBasis.CITIZEN,
        ResidenceBasis.NORDIC_CITIZEN,
        ResidenceBasis.EU_RIGHT_OF_RESIDENCE,
        ResidenceBasis.PERMIT,
        ResidenceBasis.TEMPORARY_PROTECTION,
    }
)
AT_HOME = frozenset({ResidenceBasis.CITIZEN, ResidenceBasis.NORDIC_CITIZEN})
# topic: (the parameters it rests on, why it is told)
TOPICS: dict[str, tuple[tuple[str, ...], str]] = {
    "rights": (
        ("told_of_rights",),
        N_("Everybody is told of her or his rights and of the help there is, in a language she or he understands."),
    ),
    "data_protection": (
        ("told_of_data",),
        N_(
            "Who is asked for data is told by whom, what for and with which rights, the right to one's own file included."
        ),
    ),
    "compensation": (
        ("police_tell_of_compensation", "told_of_proceedings"),
        N_("Compensation from the state asks for a report within days: told late, it may be lost."),
    ),
    "non_punishment": (
        ("not_punished",),
        N_("What a person was compelled to do may go unpunished; who does not know of it cannot say so."),
    ),
    "reflection_period": (
        ("reflection_starts",),
        N_("The period is given on request: who is not told of it cannot ask."),
    ),
    "asylum": (
        ("asylum_can_be_asked_for",),
        N_("The way to asylum stays open, beside everything else."),
    ),
    "permits": (
        ("permit_for_court_case",),
        N_("There are permits that hang on a court case or on the person's own situation."),
    ),
    "prepared_return": (
        ("return_is_offered",),
        N_(
            "A prepared return is offered; the person is told what it is, and what follows from a yes and from a no for now."
        ),
    ),
    "complaint": (
        ("told_how_to_complain",),
        N_("A decision says how it can be complained of, or that it cannot."),
    ),
}
AT_ONCE = frozenset({"rights", "data_protection", "compensation"})
AFTER_A_DECISION = frozenset({"identified", "not_identified"})


class Information(Law):
    """What a person is told in Denmark: at once, within a week, and after the decision; some of it hangs on the residence basis."""

    def must_be_told(
        self,
        stage: str,
        residence_basis: ResidenceBasis | str,
        child: bool | None,
        on: date,
        *,
        territory: str = HOME,
    ) -> Finding:
        """What must a person be told at this stage, and by when? Who resides how is not known yet is told of all that may apply.

        Raises `FactsMissing` for a stage that is none.
        """
        self.here(territory)
        if stage not in STAGES:
            raise FactsMissing(f"A stage is one of {', '.join(STAGES)}, not “{stage}”.")
        try:
            basis = ResidenceBasis(residence_basis)
        except ValueError:
            raise FactsMissing(f"“{residence_basis}” is no residence basis.") from None
        week = self.parameters.on("days_to_tell", on)
        told = self._topics(stage, basis)
        reasons: list[Reason] = []
        particulars: dict[str, Value] = {"topics": told}
        for topic in told:
            rests_on, why = TOPICS[topic]
            provisions = [self.parameters.on(name, on).provision for name in rests_on]
            days = 0 if topic in AT_ONCE else week.number
            particulars[f"days_{topic}"] = days
            if days:
                provisions.append(week.provision)
            reasons.append(because(topic, why, *provisions))
        if child:
            heard, represented = (
                self.parameters.on(name, on).provision for name in ("child_is_heard", "personal_representative_decides")
            )
            says = N_("A child is told in words the child understands, and whoever answers for the child is told too.")
            reasons.append(because("told_with_representative", says, heard, represented))
        return self.finding(
            "must_be_told",
            on,
            "to_be_told",
            N_("To be told: {topics}."),
            *reasons,
            particulars={**particulars, "with_representative": bool(child)},
            facts={"stage": stage, "residence_basis": basis.value, "child": child},
        )

    @staticmethod
    def _topics(stage: str, basis: ResidenceBasis) -> tuple[str, ...]:
        unknown = basis is ResidenceBasis.NOT_KNOWN_YET
        foreign = basis not in AT_HOME
        told = {"rights", "data_protection", "compensation", "non_punishment"}
        if stage not in ("not_identified", "closed"):
            told.add("reflection_period")
        if foreign and stage != "closed":
            told.add("asylum")
        if stage == "identified" and foreign:
            told.add("prepared_return")
        if stage == "identified" and (unknown or basis not in LEGAL):
            told.add("permits")
        if stage in AFTER_A_DECISION:
            told.add("complaint")
        return tuple(topic for topic in TOPICS if topic in told)
