"""From the first doubt to the outcome in Denmark: test, outcomes, who decides, age, removal, detention."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from mooring.countries.denmark.authority import Authority
from mooring.law import HOME, N_, FactsMissing, Finding, NotAnswered, because
from mooring.law.days import hours_after, in_utc
from mooring.law.reasoning import age, four_eyes

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

ONE_STAGE = ("identification",)


class Identification(Authority):
    """Identification, and what protects the person while it is open."""

    def identification_stages(self, on: date, *, territory: str = HOME) -> Finding:
        """Through which decisions does an identification go, in their order? In Denmark one decides all."""
        self.here(territory)
        held = self.parameters.on("identification_stages", on).expecting(ONE_STAGE)
        return self.finding(
            "identification_stages",
            on,
            "one_stage",
            N_("One decision: {stages}."),
            because("one_decision", N_("The authority decides once whether the person is identified."), held.provision),
            particulars={"stages": held.codes, "opens_period": held.codes[-1]},
        )

    def legal_test(self, on: date, *, stage: str = "", territory: str = HOME) -> Finding:
        """What must the authority be able to say before it identifies somebody as a victim?

        Raises `FactsMissing` for a stage that Danish law does not know. Source: action plan 2011-2014, of the
        immigration service's practice.
        """
        self.here(territory)
        _only_stage(stage)
        held = self.parameters.on("legal_test", on).expecting("sensible_reason_to_assume")
        return self.finding(
            "legal_test",
            on,
            held.code,
            N_("A person is identified when there is a sensible reason to assume trafficking."),
            because(
                "sensible_reason",
                N_("Proof is not needed, nor a charge, nor co-operation with the police."),
                held.provision,
            ),
        )

    def identification_outcomes(self, on: date, *, stage: str = "", territory: str = HOME) -> Finding:
        """With what outcomes can an identification end? The codes stand in the particular `outcomes`."""
        self.here(territory)
        _only_stage(stage)
        held = self.parameters.on("identification_outcomes", on)
        return self.finding(
            "identification_outcomes",
            on,
            "outcomes",
            N_("An identification ends with one of: {outcomes}."),
            because(
                "own_wish_kept_apart",
                N_("A person who did not wish an assessment is not counted as one who was not identified."),
                held.provision,
            ),
            particulars={"outcomes": held.codes},
        )

    def four_eyes(self, same_officer: bool, on: date, *, territory: str = HOME) -> Finding:
        """May the officer who filled in the form also decide? A rule of the house, cited as such; not Danish law."""
        self.here(territory)
        return four_eyes(same_officer, on, self.parameters.on("four_eyes", on))

    def age_presumption(self, stated_age: int | None, in_doubt: bool, on: date, *, territory: str = HOME) -> Finding:
        """Is this person to be treated as a child?

        `in_doubt`: the age is uncertain and she may be a child. The answer is `child`, `presumed_child`, `adult` or
        `not_known`. Raises `FactsMissing` for an age below 0 or above 130. Source: CETS 197 Art. 10(3).
        """
        self.here(territory)
        limit = self.parameters.on("child_below", on)
        doubt = [self.parameters.on("age_in_doubt", on)] if in_doubt else []
        return age(stated_age, in_doubt, on, limit=limit, doubt=doubt)

    def removal(
        self, assessment_open: bool, on: date, *, stage: str = "", excluded: bool = False, territory: str = HOME
    ) -> Finding:
        """May the person be removed from the country while the assessment is open?

        `no_removal`, or `not_held_by_this`: this provision does not stand in the way, others may. Raises `NotAnswered`
        before the convention bound Denmark. Source: CETS 197 Art. 10(2).
        """
        self.here(territory)
        _only_stage(stage)
        if excluded:
            raise NotAnswered("The pack knows no Danish provision that takes this protection away. Ask a lawyer.")
        held = self.parameters.on("no_removal_while_open", on).expecting(True)
        if assessment_open:
            answer, says = "no_removal", N_("Do not remove; ask the immigration service.")
            why = because("assessment_open", N_("Nobody is removed before the assessment is complete."), held.provision)
        else:
            answer, says = "not_held_by_this", N_("This provision does not stand in the way of a removal; others may.")
            why = because("assessment_complete", N_("No assessment is open."), held.provision)
        return self.finding("removal", on, answer, says, why, facts={"assessment_open": assessment_open})

    def detention_clock(self, started: datetime, *, territory: str = HOME) -> Finding:
        """When must a detention that began at this moment have ended?

        `started` must say its time zone; `ends` is in UTC, `ends_here` the same by the Danish clock. Hours are
        counted as time passes: a night in which the clocks are changed does not lengthen the detention. The law is
        that of the day in Denmark on which it began. Raises `FactsMissing` when the zone is not said. Source:
        Trafficking in Persons Reports; the Danish provision was not found.
        """
        self.here(territory)
        try:
            began = in_utc(started)
        except ValueError as no_zone:
            raise FactsMissing(str(no_zone)) from no_zone
        on = began.astimezone(COPENHAGEN).date()
        hours = self.parameters.on("detention_hours", on)
        ends = hours_after(began, hours.number)
        return self.finding(
            "detention_clock",
            on,
            "detention_clock",
            N_("The detention must have ended by {ends_here}."),
            because(
                "hours_of_detention",
                N_("The police may hold a person who may be a victim for {hours} hours."),
                hours.provision,
                hours=hours.number,
            ),
            particulars={
                "hours": hours.number,
                "started": began,
                "ends": ends,
                "ends_here": ends.astimezone(COPENHAGEN),
            },
            facts={"started": began},
        )


def _only_stage(stage: str) -> None:
    if stage not in ("", *ONE_STAGE):
        raise FactsMissing(f"Danish law knows one decision only, “{ONE_STAGE[0]}”, not “{stage}”.")
