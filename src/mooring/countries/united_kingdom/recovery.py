"""The recovery period of the United Kingdom, removal meanwhile, and what takes the protection away."""

from datetime import date

from mooring.countries.united_kingdom.decisions import stage_or_last
from mooring.law import HOME, N_, FactsMissing, Finding, Law, Reason, because
from mooring.law.days import last_day
from mooring.law.words import Value


class Recovery(Law):
    """The recovery period, which opens with a positive reasonable grounds decision."""

    def reflection_period(
        self,
        on: date,
        *,
        ordered_to_leave: bool | None = None,
        legal_resident: bool = False,
        identified: bool = True,
        public_order: bool = False,
        bad_faith: bool = False,
        begins: date | None = None,
        concluded_on: date | None = None,
        territory: str = HOME,
    ) -> Finding:
        """What period does the law give to recover, how long at least, and how does it begin?

        `identified`: a positive reasonable grounds decision. Residence and orders to leave do not matter. `begins`: the
        day of that decision, which is day 1. `last_day` is the least; with `concluded_on`, the day of the conclusive
        grounds decision, it is the later of both. There is no `total_days`: the period is `open_ended`. Raises
        `FactsMissing` when concluded before it began. Source: Nationality and Borders Act 2022 s. 61; before, policy.
        """
        self.here(territory)
        if begins and concluded_on and concluded_on < begins:
            raise FactsMissing("The last decision lies before the first. Correct one of the days.")
        facts: dict[str, Value] = {
            "ordered_to_leave": ordered_to_leave,
            "legal_resident": legal_resident,
            "identified": identified,
            "public_order": public_order,
            "bad_faith": bad_faith,
            "begins": begins,
            "concluded_on": concluded_on,
        }
        hangs_on = self.parameters.on("recovery_hangs_on", on).expecting("reasonable_grounds")
        if not identified:
            why = because(
                "no_first_decision", N_("It opens with a positive reasonable grounds decision."), hangs_on.provision
            )
            says = N_("No recovery period yet: there is no positive reasonable grounds decision.")
            return self._nothing("not_identified", says, on, facts, why)
        if public_order or bad_faith:
            held = self.parameters.on("exclusion_grounds", on)
            ground = "public_order" if public_order else "bad_faith"
            held.expecting(("public_order", "bad_faith"))
            why = because("taken_away", N_("The authority has found {ground}."), held.provision, ground=ground)
            says = N_("No protection by the recovery period: it has been taken away.")
            return self._nothing("excluded", says, on, facts, why)
        return self._period(on, begins, concluded_on, facts)

    def _period(self, on: date, begins: date | None, concluded_on: date | None, facts: dict[str, Value]) -> Finding:
        least = self.parameters.on("recovery_days", on)
        until = self.parameters.on("recovery_until", on).expecting("conclusive_grounds_decision")
        starts = self.parameters.on("recovery_starts", on).expecting("with_the_decision")
        particulars: dict[str, Value] = {
            "initial_days": least.number,
            "open_ended": concluded_on is None,
            "ends_with": until.code,
            "starts": starts.code,
        }
        if begins is not None:
            end = last_day(begins, least.number)
            particulars["last_day"] = max(end, concluded_on) if concluded_on else end
        return self.finding(
            "reflection_period",
            on,
            "recovery_period",
            N_("A recovery period of at least {initial_days} days, until the conclusive grounds decision."),
            because(
                "starts_with_the_decision", N_("It begins with the decision; nobody has to ask."), starts.provision
            ),
            because("least", N_("It lasts at least {days} days."), least.provision, days=least.number),
            because(
                "whichever_is_later",
                N_("It ends with the conclusive grounds decision, if that is later."),
                until.provision,
            ),
            particulars=particulars,
            facts=facts,
        )

    def reflection_revocation(self, on: date, *, territory: str = HOME) -> Finding:
        """May a recovery period be taken back? Through a disqualification: see `exclusion`."""
        found = self.exclusion(on, territory=territory)
        return self.finding(
            "reflection_revocation",
            on,
            "exclusion",
            N_("Only by finding one of: {grounds}."),
            *found.because,
            particulars={"grounds": found["grounds"]},
        )

    def exclusion(self, on: date, *, territory: str = HOME) -> Finding:
        """On what grounds may protection be taken away? Source: Nationality and Borders Act 2022 s. 63; before, CETS 197."""
        self.here(territory)
        held = self.parameters.on("exclusion_grounds", on)
        return self.finding(
            "exclusion",
            on,
            "grounds",
            N_("Protection may be taken away for: {grounds}."),
            because(
                "authority_must_be_satisfied",
                N_("A competent authority must be satisfied of it, for this person; it does not follow by itself."),
                held.provision,
            ),
            particulars={"grounds": held.codes},
        )

    def removal(
        self, assessment_open: bool, on: date, *, stage: str = "", excluded: bool = False, territory: str = HOME
    ) -> Finding:
        """May the person be removed while the decisions are open? `stage` left out: the conclusive grounds decision is awaited."""
        self.here(territory)
        awaited = stage_or_last(stage)
        facts: dict[str, Value] = {"assessment_open": assessment_open, "stage": awaited, "excluded": excluded}
        answer, says = "not_held_by_this", N_("This provision does not stand in the way of a removal; others may.")
        held = self.parameters.on("removal_in_recovery", on).expecting("no_removal")
        if not assessment_open:
            why = because("assessment_complete", N_("No assessment is open."), held.provision)
        elif excluded:
            grounds = self.parameters.on("exclusion_grounds", on)
            why = because("taken_away_for", N_("The protection has been taken away."), grounds.provision)
        else:
            answer, says = "no_removal", N_("Do not remove; ask the competent authority.")
            if awaited == "reasonable_grounds":
                first = self.parameters.on("removal_before_reasonable_grounds", on).expecting("no_removal")
                why = because("first_decision_awaited", N_("The first decision is awaited."), first.provision)
            else:
                why = because("in_recovery", N_("Nobody is removed during the recovery period."), held.provision)
        return self.finding("removal", on, answer, says, why, facts=facts)

    def _nothing(self, answer: str, says: str, on: date, facts: dict[str, Value], *reasons: Reason) -> Finding:
        return self.finding(
            "reflection_period",
            on,
            answer,
            says,
            *reasons,
            particulars={"initial_days": 0},
            facts=facts,
            provides=False,
        )
