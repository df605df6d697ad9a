"""What Danish law says of children: who answers for one, by when, and what changes at the age of majority."""

from datetime import date, timedelta

from mooring.law import HOME, N_, FactsMissing, Finding, Law, because
from mooring.law.days import months_after
from mooring.law.findings import Reason
from mooring.law.words import Value, name_codes

name_codes(
    {
        "family_law_authority": N_("the Agency of Family Law (Familieretshuset)"),
        "with_representative": N_("with the representative"),
        "child_decides": N_("the child decides"),
        "child_is_heard": N_("the child is heard"),
        "representative": N_("the representative of the child"),
    }
)
OLDEST = 130
MATTERS = ("conversation", "treatment", "consent", "plan", "stay", "return")
REPRESENTATIVE_SAYS = {
    "representative_due": N_("A personal representative is appointed for the child, and nothing is decided without."),
    "not_due": N_(
        "The child is with who has custody: the provision on a personal representative is for a child alone."
    ),
    "not_known_yet": N_(
        "Whether the child came alone is not known yet. Ask; a representative can be asked for already."
    ),
}
RESIDENCE_SAYS = {
    "asylum_system_centre": N_(
        "A child whose asylum is asked for lives at a centre for children of the asylum system."
    ),
    "council_centre": N_("A child who is not in the asylum system lives where the municipality finds a place."),
    "not_known_yet": N_("Which of the two answers is not known yet. The municipality answers for tonight."),
}


class Children(Law):
    """Section 56a of the Aliens Act as it was read; the rest by the convention, guidance, and rules of the house."""

    def representative_due(
        self, unaccompanied: bool | None, on: date, *, begins: date | None = None, territory: str = HOME
    ) -> Finding:
        """Is a personal representative due? The act sets no number of days that was found: that is a rule of the house."""
        self.here(territory)
        who = self.parameters.on("child_representative_appointed_by", on)
        days = self.parameters.on("child_representative_within_days", on)
        heard = self.parameters.on("child_representative_heard_from", on)
        particulars: dict[str, Value] = {}
        answer = (
            "not_due" if unaccompanied is False else "not_known_yet" if unaccompanied is None else "representative_due"
        )
        reasons = [
            because(
                "for_a_child_alone", N_("The representative is for a child who is here without parents."), who.provision
            )
        ]
        if answer != "not_due":
            particulars = {"within_days": days.number, "appointed_by": who.code, "heard_from": heard.number}
            if begins is not None:
                particulars["last_day"] = begins + timedelta(days=days.number)
            says = N_("Familieretshuset appoints, on nomination, and takes trafficking into account.")
            talk = N_("From {age} years on, the child is talked to before anybody is appointed.")
            within = N_("No number of days was found; the house asks for the appointment within {days} days.")
            reasons += [
                because("appointed", says, who.provision),
                because("heard_before", talk, heard.provision, age=heard.number),
                because("within", within, days.provision, days=days.number),
            ]
        else:
            parent = N_("A parent may have to do with the exploitation: what they may know is decided for each child.")
            reasons.append(because("own_path", parent, self.parameters.on("child_own_path", on).provision))
        return self.finding(
            "representative_due",
            on,
            answer,
            REPRESENTATIVE_SAYS[answer],
            *reasons,
            particulars=particulars,
            facts={"unaccompanied": unaccompanied},
            provides=answer != "not_due",
        )

    def child_decides_with(self, age: int | None, matter: str, on: date, *, territory: str = HOME) -> Finding:
        """With whom does a child decide? Raises `FactsMissing` for a matter that is none of these, or an age that is no age."""
        self.here(territory)
        if matter not in MATTERS:
            raise FactsMissing(f"A matter is one of {', '.join(MATTERS)}, not “{matter}”.")
        if age is not None and not 0 <= age <= OLDEST:
            raise FactsMissing("This cannot be an age in years. Leave it out when it is not known.")
        limit = self.parameters.on("child_below", on)
        heard = self.parameters.on("child_representative_heard_from", on)
        treats = self.parameters.on("child_decides_on_treatment_from", on)
        together = self.parameters.on("child_nothing_without_representative", on)
        years = age or 0
        if years >= limit.number:
            answer, says = "not_a_child", N_("The person has come of age, and decides.")
            reasons = [because("of_age", N_("A child is who is below {age} years."), limit.provision, age=limit.number)]
        elif matter == "conversation" and years >= heard.number:
            answer, says = (
                "child_is_heard",
                N_("The child is talked to, in a language and in words that the child understands."),
            )
            template = N_(
                "From {age} years on the law asks for the conversation; who is younger may be talked to as well."
            )
            reasons = [because("heard_from", template, heard.provision, age=heard.number)]
        elif matter == "treatment" and years >= treats.number:
            answer, says = (
                "child_decides",
                N_("The child consents to the treatment; who has custody is told and asked along."),
            )
            template = N_("From {age} years on a young person may consent to treatment.")
            reasons = [because("treatment_from", template, treats.provision, age=treats.number)]
        else:
            answer, says = (
                "with_representative",
                N_("The child is asked, and decides with the representative or who has custody."),
            )
            reasons = [
                because(
                    "not_without",
                    N_("Nothing is decided without the representative; the child's own view is written down."),
                    together.provision,
                )
            ]
        urgent = N_("Help that cannot wait is given at once, and the representative is told afterwards.")
        reasons.append(because("emergency", urgent, together.provision))
        return self.finding("child_decides_with", on, answer, says, *reasons, facts={"age": age, "matter": matter})

    def duty_to_notify(self, on: date, *, begins: date | None = None, territory: str = HOME) -> Finding:
        """The municipality is told of a child who may need support. The number of the section is not confirmed."""
        self.here(territory)
        duty, to = self.parameters.on("child_notify", on), self.parameters.on("child_notify_to", on)
        hours = self.parameters.on("child_notify_within_hours", on)
        particulars: dict[str, Value] = {"within_hours": hours.number, "receivers": to.codes}
        if begins is not None:
            particulars["last_day"] = begins + timedelta(hours=hours.number)
        return self.finding(
            "duty_to_notify",
            on,
            "notify",
            N_("The municipality is told of the child."),
            because("duty", N_("Who meets such a child at work tells the municipality."), duty.provision, to.provision),
            because("within", N_("The house does it within {hours} hours."), hours.provision, hours=hours.number),
            particulars=particulars,
        )

    def municipality_supervises(self, on: date, *, territory: str = HOME) -> Finding:
        """The municipality supervises all children, whatever their residence."""
        self.here(territory)
        held = self.parameters.on("child_municipality_supervises", on).expecting(True)
        says = N_("The municipality in which the child stays answers for the child, whatever the ground of the stay.")
        return self.finding(
            "municipality_supervises",
            on,
            "municipality_supervises",
            says,
            because(
                "all_children", N_("Municipalities supervise all children, whatever their residence."), held.provision
            ),
        )

    def residence_of_child(self, asylum_system: bool | None, on: date, *, territory: str = HOME) -> Finding:
        """Where a child lives. Unconfirmed."""
        self.here(territory)
        held = self.parameters.on("child_residence", on)
        answer = "not_known_yet" if asylum_system is None else held.codes[0] if asylum_system else held.codes[1]
        why = N_("Who answers for the place follows from whether asylum was asked for.")
        return self.finding(
            "residence_of_child",
            on,
            answer,
            RESIDENCE_SAYS[answer],
            because("asylum_or_council", why, held.provision),
            facts={"asylum_system": asylum_system},
        )

    def turning_adult(self, on: date, *, turns_on: date | None = None, territory: str = HOME) -> Finding:
        """Coming of age is foreseen. The months before are a rule of the house."""
        self.here(territory)
        age, months = self.parameters.on("child_below", on), self.parameters.on("child_turning_adult_months", on)
        particulars: dict[str, Value] = {"age": age.number, "months_before": months.number}
        if turns_on is not None:
            particulars["foreseen_on"] = months_after(turns_on, -months.number)
        early = N_("The house plans for it {months} months before, so that no roof and no school falls away overnight.")
        return self.finding(
            "turning_adult",
            on,
            "foreseen",
            N_(
                "The representative's task ends with the coming of age, and other rules hold for home, money and residence."
            ),
            because("of_age", N_("A child is who is below {age} years."), age.provision, age=age.number),
            because("foreseen", early, months.provision, months=months.number),
            particulars=particulars,
        )

    def family_tracing(self, best_interest_assessed: bool, on: date, *, territory: str = HOME) -> Finding:
        """The family is looked for where that is best for the child, and not before that was assessed."""
        self.here(territory)
        held = self.parameters.on("child_tracing_best_interest", on).expecting(True)
        answer, says = "may_trace", N_("The family may be looked for, in the way that was found best for the child.")
        if not best_interest_assessed:
            answer = "assess_first"
            says = N_("The family is not looked for before it was assessed whether that is best for the child.")
        why = N_("The family of a child is looked for where this is in the best interests of the child.")
        return self.finding(
            "family_tracing",
            on,
            answer,
            says,
            because("best_interest", why, held.provision),
            facts={"best_interest_assessed": best_interest_assessed},
            provides=best_interest_assessed,
        )

    def return_escort(self, child: bool, on: date, *, territory: str = HOME) -> Finding:
        """A child does not travel alone."""
        self.here(territory)
        held = self.parameters.on("child_return_escort", on).expecting(True)
        if child:
            answer, says = "escort_needed", N_("Somebody travels with the child, to somebody who receives the child.")
        else:
            answer, says = "not_needed", N_("No escort is asked for; one can be agreed on.")
        reasons: list[Reason] = [because("not_alone", N_("A child does not travel alone on a return."), held.provision)]
        return self.finding("return_escort", on, answer, says, *reasons, facts={"child": child})

    def missing_child(self, on: date, *, territory: str = HOME) -> Finding:
        """Who is told when a child is missing. That they are three, and within minutes, is a rule of the house."""
        self.here(territory)
        told, minutes = (self.parameters.on(name, on) for name in ("child_missing_told", "child_missing_minutes"))
        danger = self.parameters.on("tell_in_danger_to_life", on)
        duty = self.parameters.on("child_notify", on)
        return self.finding(
            "missing_child",
            on,
            "alarm",
            N_(
                "The police, the representative and the municipality are told at once: what they need to look, and no more."
            ),
            because(
                "three",
                N_("A child who is missing is in danger; three are told within {minutes} minutes."),
                told.provision,
                minutes=minutes.number,
            ),
            because(
                "averting", N_("What was necessary to avert a threatening injury is not punished."), danger.provision
            ),
            because("duty", N_("Who meets such a child at work tells the municipality."), duty.provision),
            particulars={"within_minutes": minutes.number, "told": told.codes},
        )
