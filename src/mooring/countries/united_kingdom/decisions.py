"""The two decisions of the United Kingdom: who takes them, by what test, in what time, and how they are looked at again."""

from datetime import date

from mooring.countries.united_kingdom.parts import PARTS, OfParts
from mooring.law import HOME, N_, FactsMissing, Finding, ResidenceBasis, because
from mooring.law.days import last_day
from mooring.law.reasoning import age, four_eyes
from mooring.law.words import Value

STAGES = ("reasonable_grounds", "conclusive_grounds")
TESTS = {
    "suspects_but_cannot_prove": N_("The decider suspects, but cannot prove, that the person is a victim."),
    "reasonable_grounds_objective_factors": N_(
        "There are reasonable grounds to believe, based on objective factors, that the person is a victim."
    ),
    "reasonable_grounds_to_believe": N_("There are reasonable grounds to believe that the person is a victim."),
    "balance_of_probabilities": N_("It is more likely than not that the person is a victim."),
}
AUTHORITIES = {
    "single_competent_authority": N_("The Single Competent Authority decides."),
    "immigration_enforcement_competent_authority": N_("The Immigration Enforcement Competent Authority decides."),
}


class Decisions(OfParts):
    """Reasonable grounds, then conclusive grounds."""

    def identification_stages(self, on: date, *, territory: str = HOME) -> Finding:
        """Through which decisions does an identification go, in their order? The period hangs on the first."""
        self.here(territory)
        held = self.parameters.on("identification_stages", on).expecting(STAGES)
        return self.finding(
            "identification_stages",
            on,
            "two_stages",
            N_("Two decisions, one after the other: {stages}."),
            because("two_decisions", N_("A low test opens protection; a higher one decides."), held.provision),
            particulars={"stages": held.codes, "opens_period": STAGES[0]},
        )

    def competent_authority(
        self,
        residence_basis: ResidenceBasis | str,
        on: date,
        *,
        stay_lawful: bool | None = None,
        facing_removal: bool | None = None,
        territory: str = HOME,
    ) -> Finding:
        """Which authority decides whether this person is a victim? It hangs on detention or removal, not on the residence basis.

        `facing_removal` not known: the Single Competent Authority; the form goes to one address. Raises `FactsMissing`
        for an unknown basis, `NotAnswered` before April 2019.
        """
        self.here(territory)
        if residence_basis not in set(ResidenceBasis):
            raise FactsMissing(f"“{residence_basis}” is not a residence basis. Choose: {', '.join(ResidenceBasis)}.")
        held = self.parameters.on("authority_facing_removal" if facing_removal else "authority_in_general", on)
        held.expecting(*AUTHORITIES)
        why = (
            because("faces_removal", N_("The person is detained, or faces deportation or removal."), held.provision)
            if facing_removal
            else because(
                "one_address", N_("Every referral goes to one address; it is passed on inside."), held.provision
            )
        )
        return self.finding(
            "competent_authority",
            on,
            held.code,
            AUTHORITIES[held.code],
            why,
            particulars={"authority": held.code, "also": ()},
            facts={
                "residence_basis": str(residence_basis),
                "stay_lawful": stay_lawful,
                "facing_removal": facing_removal,
            },
        )

    def legal_test(self, on: date, *, stage: str = "", territory: str = HOME) -> Finding:
        """What must the authority be able to say? `stage` left out: the conclusive grounds decision."""
        self.here(territory)
        which = stage_or_last(stage)
        held = self.parameters.on(f"test_{which}", on).expecting(*TESTS)
        why = because("test_of_the_stage", N_("The decision on {stage} asks for this."), held.provision, stage=which)
        return self.finding("legal_test", on, held.code, TESTS[held.code], why, facts={"stage": which})

    def identification_outcomes(self, on: date, *, stage: str = "", territory: str = HOME) -> Finding:
        """With what outcomes can a decision end? `stage` left out: the conclusive grounds decision."""
        self.here(territory)
        which = stage_or_last(stage)
        held = self.parameters.on(f"outcomes_{which}", on)
        why = because(
            "own_wish_kept_apart",
            N_("A person who did not wish an assessment is not counted as one who was not identified."),
            held.provision,
        )
        return self.finding(
            "identification_outcomes",
            on,
            "outcomes",
            N_("An identification ends with one of: {outcomes}."),
            why,
            particulars={"outcomes": held.codes},
            facts={"stage": which},
        )

    def four_eyes(self, same_officer: bool, on: date, *, territory: str = HOME) -> Finding:
        """May the officer who filled in the form also decide? A rule of the house, cited as such."""
        self.here(territory)
        return four_eyes(same_officer, on, self.parameters.on("four_eyes", on))

    def decision_time(self, stage: str, on: date, *, territory: str = HOME) -> Finding:
        """Within what time is a decision to be taken? The first: an aim of working days; the last: no fixed time."""
        self.here(territory)
        if stage_or_last(stage) == "conclusive_grounds":
            held = self.parameters.on("conclusive_grounds_time", on).expecting("no_fixed_time")
            says = N_("No fixed time: as soon as possible, and not before the recovery period has run its least.")
            why = because("no_fixed_time", N_("No limit is set for the last decision."), held.provision)
            particulars: dict[str, Value] = {"binding": False}
            answer = held.code
        else:
            held = self.parameters.on("reasonable_grounds_working_days", on)
            says = N_("Aimed at within {working_days} working days of the referral.")
            why = because(
                "aim_not_limit", N_("It is an aim; nothing is lost for the person when it passes."), held.provision
            )
            particulars = {"working_days": held.number, "binding": False}
            answer = "working_days"
        return self.finding("decision_time", on, answer, says, why, particulars=particulars, facts={"stage": stage})

    def reconsideration(self, decided_on: date, *, stage: str = "", territory: str = HOME) -> Finding:
        """May a negative decision be looked at again, and until when must that be asked for? The day after the decision is day 1.

        Raises `NotAnswered` for decisions before the limit of February 2024.
        """
        self.here(territory)
        which = stage_or_last(stage)
        days = self.parameters.on("reconsideration_days", decided_on)
        grounds = self.parameters.on("reconsideration_grounds", decided_on)
        return self.finding(
            "reconsideration",
            decided_on,
            "may_be_asked_for",
            N_("A reconsideration may be asked for until {last_day}."),
            because(
                "within_days", N_("Within {days} calendar days of the decision."), days.provision, days=days.number
            ),
            because("grounds", N_("On the ground of: {grounds}."), grounds.provision, grounds=grounds.codes),
            particulars={
                "days": days.number,
                "last_day": last_day(decided_on, days.number + 1),
                "grounds": grounds.codes,
            },
            facts={"stage": which},
        )

    def age_presumption(self, stated_age: int | None, in_doubt: bool, on: date, *, territory: str = HOME) -> Finding:
        """Is this person to be treated as a child? The convention for all; in England and Wales also the Act of 2015."""
        self.here(territory)
        doubt = [self.parameters.on("age_in_doubt", on)] if in_doubt else []
        own = f"age_in_doubt_{territory}"
        if (
            in_doubt
            and territory in PARTS
            and self.parameters.has(own)
            and on >= self.parameters.by_name[own].values[0].since
        ):
            doubt.append(self.parameters.on(own, on))
        return age(stated_age, in_doubt, on, limit=self.parameters.on("child_below", on), doubt=doubt)


def stage_or_last(stage: str) -> str:
    """The stage named, or the last one. Raises `FactsMissing` for one that this law does not know."""
    if stage and stage not in STAGES:
        raise FactsMissing(f"“{stage}” is not a stage of this mechanism. Choose: {', '.join(STAGES)}.")
    return stage or STAGES[-1]
