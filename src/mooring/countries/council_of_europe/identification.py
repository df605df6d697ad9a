"""Identification under the convention: what opens protection, and the period that hangs on it."""

from collections.abc import Sequence
from datetime import date

from mooring.law import HOME, N_, FactsMissing, Finding, Law, NotAnswered, Value, because
from mooring.law.days import last_day
from mooring.law.reasoning import age, elements_of, four_eyes

STAGES = ("reasonable_grounds", "identification")


class Identification(Law):
    """Articles 4, 10 and 13."""

    def identification_stages(self, on: date, *, territory: str = HOME) -> Finding:
        """Through which steps does an identification go? Source: Art. 10(2)."""
        self.here(territory)
        held = self.parameters.on("identification_stages", on).expecting(STAGES)
        return self.finding(
            "identification_stages",
            on,
            "two_stages",
            N_("First reasonable grounds, then the identification: {stages}."),
            because(
                "two_steps", N_("Reasonable grounds open protection; the identification completes it."), held.provision
            ),
            particulars={"stages": held.codes, "opens_period": STAGES[0]},
        )

    def legal_test(self, on: date, *, stage: str = "", territory: str = HOME) -> Finding:
        """What must the authority be able to say? Only for the first step: on the last the convention sets no test."""
        self.here(territory)
        if _stage(stage) != "reasonable_grounds":
            raise NotAnswered("The convention sets no test for the last decision. Each country does; ask there.")
        held = self.parameters.on("test_reasonable_grounds", on).expecting("reasonable_grounds_to_believe")
        return self.finding(
            "legal_test",
            on,
            held.code,
            N_("There are reasonable grounds to believe that the person is a victim."),
            because("opens_protection", N_("It opens protection; proof is not needed for it."), held.provision),
            facts={"stage": stage},
        )

    def identification_outcomes(self, on: date, *, stage: str = "", territory: str = HOME) -> Finding:
        """With what outcomes can an identification end? A rule of the house; the convention does not say."""
        self.here(territory)
        _stage(stage)
        held = self.parameters.on("outcomes", on)
        why = because(
            "own_wish_kept_apart",
            N_("A person who did not wish an assessment is not counted as one who was not identified."),
            held.provision,
        )
        says = N_("An identification ends with one of: {outcomes}.")
        return self.finding("identification_outcomes", on, "outcomes", says, why, particulars={"outcomes": held.codes})

    def four_eyes(self, same_officer: bool, on: date, *, territory: str = HOME) -> Finding:
        """May the officer who filled in the form also decide? A rule of the house, cited as such."""
        self.here(territory)
        return four_eyes(same_officer, on, self.parameters.on("four_eyes", on))

    def age_presumption(self, stated_age: int | None, in_doubt: bool, on: date, *, territory: str = HOME) -> Finding:
        """Is this person to be treated as a child? Source: Art. 4(d) and 10(3)."""
        self.here(territory)
        doubt = [self.parameters.on("age_in_doubt", on)] if in_doubt else []
        return age(stated_age, in_doubt, on, limit=self.parameters.on("child_below", on), doubt=doubt)

    def removal(
        self, assessment_open: bool, on: date, *, stage: str = "", excluded: bool = False, territory: str = HOME
    ) -> Finding:
        """May the person be removed while the identification is open? Source: Art. 10(2).

        The convention protects from reasonable grounds on. Raises `NotAnswered` when these are still awaited
        (`stage="reasonable_grounds"`), and where the period is not observed (`excluded`): a country decides.
        """
        self.here(territory)
        if assessment_open and (_stage(stage) == "reasonable_grounds" or excluded):
            raise NotAnswered("The convention leaves this to the country. Ask there before anybody is removed.")
        held = self.parameters.on("no_removal_while_open", on).expecting(True)
        facts: dict[str, Value] = {"assessment_open": assessment_open, "stage": stage, "excluded": excluded}
        if assessment_open:
            why = because(
                "identification_open", N_("Nobody is removed before the identification is complete."), held.provision
            )
            says = N_("Do not remove; ask the competent authority.")
            return self.finding("removal", on, "no_removal", says, why, facts=facts)
        says = N_("This provision does not stand in the way of a removal; others may.")
        why = because("assessment_complete", N_("No assessment is open."), held.provision)
        return self.finding("removal", on, "not_held_by_this", says, why, facts=facts)

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
        """What period is due at least, and how does it begin? Source: Art. 13.

        `identified`: there are reasonable grounds. `last_day` is the earliest on which a party may let it end; there is
        no `total_days`. Residence, orders to leave and the last decision do not matter.
        """
        self.here(territory)
        facts: dict[str, Value] = {
            "identified": identified,
            "public_order": public_order,
            "bad_faith": bad_faith,
            "begins": begins,
        }
        hangs_on = self.parameters.on("recovery_hangs_on", on).expecting("reasonable_grounds")
        why = because(
            "on_reasonable_grounds", N_("It is due when there are reasonable grounds to believe."), hangs_on.provision
        )
        nothing: dict[str, Value] = {"initial_days": 0}
        if not identified:
            says = N_("Not due under the convention: there are no reasonable grounds.")
            return self.finding(
                "reflection_period", on, "not_identified", says, why, particulars=nothing, facts=facts, provides=False
            )
        if public_order or bad_faith:
            held = self.parameters.on("exclusion_grounds", on).expecting(("public_order", "bad_faith"))
            ground = "public_order" if public_order else "bad_faith"
            why = because(
                "not_bound", N_("A party is not bound to observe it for {ground}."), held.provision, ground=ground
            )
            says = N_("The convention does not require it here; the country may give it all the same.")
            return self.finding(
                "reflection_period", on, "excluded", says, why, particulars=nothing, facts=facts, provides=False
            )
        least = self.parameters.on("recovery_days", on)
        order = self.parameters.on("no_expulsion_enforced", on).expecting(False)
        particulars: dict[str, Value] = {
            "initial_days": least.number,
            "open_ended": True,
            "starts": "with_reasonable_grounds",
        }
        if begins is not None:
            particulars["last_day"] = last_day(begins, least.number)
        return self.finding(
            "reflection_period",
            on,
            "recovery_period",
            N_("A recovery and reflection period of at least {initial_days} days."),
            why,
            because(
                "at_least", N_("At least {days} days; a country may give more."), least.provision, days=least.number
            ),
            because("no_expulsion", N_("No expulsion order is enforced meanwhile."), order.provision),
            particulars=particulars,
            facts=facts,
        )

    def exclusion(self, on: date, *, territory: str = HOME) -> Finding:
        """On what grounds need the period not be observed? Source: Art. 13(3)."""
        self.here(territory)
        held = self.parameters.on("exclusion_grounds", on)
        says = N_("A party is not bound to observe the period for: {grounds}.")
        why = because("these_only", N_("Nothing else lets a party leave it out."), held.provision)
        return self.finding("exclusion", on, "grounds", says, why, particulars={"grounds": held.codes})

    def definition(self, on: date, *, territory: str = HOME) -> Finding:
        """How does the convention define trafficking in human beings? Source: Art. 4."""
        self.here(territory)
        acts, means, purposes = (self.parameters.on(f"definition_{part}", on) for part in ("acts", "means", "purposes"))
        child = self.parameters.on("definition_child_needs_no_means", on).expecting(True)
        consent = self.parameters.on("definition_consent_irrelevant", on).expecting(True)
        limit = self.parameters.on("child_below", on)
        return self.finding(
            "definition",
            on,
            "act_means_purpose",
            N_("An act, by a means, for the purpose of exploitation."),
            because("acts", N_("An act: {acts}."), acts.provision, acts=acts.codes),
            because("means", N_("By one of these means: {means}."), means.provision, means=means.codes),
            because("purposes", N_("For the purpose of: {purposes}."), purposes.provision, purposes=purposes.codes),
            because("child_needs_no_means", N_("For a child no means is needed."), child.provision, limit.provision),
            because("consent_irrelevant", N_("Consent does not matter once a means was used."), consent.provision),
            particulars={
                "acts": acts.codes,
                "means": means.codes,
                "purposes": purposes.codes,
                "child_needs_no_means": True,
                "child_below": limit.number,
                "consent_irrelevant": True,
            },
        )

    def elements(
        self,
        acts: Sequence[str],
        means: Sequence[str],
        purposes: Sequence[str],
        under_18: bool,
        on: date,
        *,
        definition: str = "",
        territory: str = HOME,
    ) -> Finding:
        """Are act, means and purpose of Art. 4 all present? It advises; a court decides."""
        self.here(territory)
        if definition not in ("", "cets_197"):
            raise FactsMissing(f"“{definition}” is not a definition of this pack. It knows one: cets_197.")
        stated = {"acts": tuple(acts), "means": tuple(means), "purposes": tuple(purposes)}
        wordings = {part: self.parameters.on(f"definition_{part}", on) for part in stated}
        child = self.parameters.on("definition_child_needs_no_means", on)
        answer, says, met, reasons = elements_of(stated, wordings, child, under_18=under_18)
        facts: dict[str, Value] = {**stated, "under_18": under_18}
        return self.finding("elements", on, answer, says, *reasons, particulars=met, facts=facts)


def _stage(stage: str) -> str:
    if stage and stage not in STAGES:
        raise FactsMissing(f"“{stage}” is not a step of the convention. Choose: {', '.join(STAGES)}.")
    return stage or STAGES[-1]
