"""What the Danish police may decide about where a foreign national met in an action stays: the ground of each decision."""

from datetime import date

from mooring.law import HOME, N_, FactsMissing, Finding, Law, because

# decision: (the parameter that holds its ground, how it is said, why)
DECISIONS = {
    "held": (
        "police_detention",
        N_("The police hold the person in detention."),
        N_("The police may detain where milder measures are not enough to secure a refusal of entry or a departure."),
    ),
    "crisis_centre": (
        "police_milder_measure",
        N_("The police let the person stay at a crisis centre."),
        N_("The police may decide that the person stays at an appointed place, instead of detaining."),
    ),
    "let_go": (
        "police_detention",
        N_("The police let the person go."),
        N_("Nobody is detained unless there is a need for it; the police did not decide to."),
    ),
}


class PoliceMeasures(Law):
    """Detention, or the milder measure, as the Aliens Act has them. Unconfirmed until a lawyer has read the provisions."""

    def police_decision(self, decision: str, on: date, *, territory: str = HOME) -> Finding:
        """On what ground do the police decide where a person met in an action stays?

        `decision`: `held`, `crisis_centre` or `let_go`. Raises `FactsMissing` for another. Source: Aliens Act, ss. 34 and 36.
        """
        self.here(territory)
        if decision not in DECISIONS:
            raise FactsMissing(f"The police decide one of {', '.join(DECISIONS)}, not “{decision}”.")
        parameter, says, why = DECISIONS[decision]
        ground = self.parameters.on(parameter, on)
        return self.finding(
            "police_decision",
            on,
            decision,
            says,
            because(ground.code, why, ground.provision),
            facts={"decision": decision},
        )
