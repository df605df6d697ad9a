"""What is due in the United Kingdom: help in each of its parts, leave to stay, and no punishment for what one was made to do."""

from datetime import date

from mooring.countries.united_kingdom.parts import OfParts
from mooring.law import HOME, N_, Finding, Reason, because
from mooring.law.days import last_day
from mooring.law.words import Value


class WhatIsDue(OfParts):
    """Help, leave to stay, and the defence."""

    def assistance(self, on: date, *, begins: date | None = None, territory: str = HOME) -> Finding:
        """What help is due, from when, and on what condition? The part must be said: each has its own law.

        `begins`: the day of the positive reasonable grounds decision. In Scotland `last_day` is the latest day of the
        duty; in Northern Ireland the earliest. Raises `FactsMissing` without the part.
        """
        part = self.part(territory)
        kinds = self.parameters.on(f"kinds_of_help_{part}", on)
        free = self.parameters.on("testimony_not_asked", on).expecting(False)
        particulars: dict[str, Value] = {"kinds": kinds.codes, "unconditional_on_testimony": True}
        reasons: list[Reason] = []
        if part == "england_and_wales":
            held = self.parameters.on("help_england_and_wales", on).expecting("during_recovery")
            says = N_("Help is secured during the whole recovery period.")
            reasons.append(
                because("help_in_recovery", N_("The duty runs as long as the recovery period."), held.provision)
            )
        else:
            held = self.parameters.on(f"help_days_{part}", on)
            particulars["days"] = held.number
            if begins is not None:
                particulars["last_day"] = last_day(begins, held.number)
            if part == "scotland":
                says = N_("Help is secured for {days} days, or until an earlier conclusive determination.")
                template = N_("{days} days from the determination of reasonable grounds, unless decided earlier.")
            else:
                says = N_("Help is provided until the conclusive determination, and for {days} days at least.")
                template = N_("A positive determination within {days} days does not end it earlier.")
            reasons.append(because("days_of_help", template, held.provision, days=held.number))
        return self.finding(
            "assistance",
            on,
            "due",
            says,
            *reasons,
            because("kinds_of_help", N_("It may consist of: {kinds}."), kinds.provision, kinds=kinds.codes),
            because("no_testimony_asked", N_("Help does not hang on acting as a witness."), free.provision),
            particulars=particulars,
            facts={"begins": begins, "territory": part},
        )

    def residence_permit(self, on: date, *, excluded: bool = False, territory: str = HOME) -> Finding:
        """On what grounds is leave to stay given after a positive conclusive grounds decision?"""
        self.here(territory)
        held = self.parameters.on("leave_grounds", on)
        why = because(
            "leave_where_necessary",
            N_("Given where it is necessary for one of: {grounds}."),
            held.provision,
            grounds=held.codes,
        )
        if excluded:
            ground = self.parameters.on("exclusion_grounds", on)
            return self.finding(
                "residence_permit",
                on,
                "excluded",
                N_("No duty to give leave: the protection has been taken away."),
                because("leave_not_due", N_("The duty to give leave ceases with it."), ground.provision),
                particulars={"grounds": ()},
                facts={"excluded": True},
                provides=False,
            )
        return self.finding(
            "residence_permit",
            on,
            "limited_leave",
            N_("Limited leave to stay, where it is necessary for: {grounds}."),
            why,
            particulars={"grounds": held.codes},
            facts={"excluded": False},
        )

    def non_punishment(
        self,
        child: bool,
        on: date,
        *,
        compelled: bool | None = None,
        excepted_offence: bool = False,
        territory: str = HOME,
    ) -> Finding:
        """Is a victim punished for what she or he was made to do? The part must be said.

        England and Wales: a defence, not for the offences of Schedule 4. Scotland: a presumption against prosecution.
        Northern Ireland: a defence of its own. Raises `FactsMissing` without the part.
        """
        part = self.part(territory)
        facts: dict[str, Value] = {
            "child": child,
            "compelled": compelled,
            "excepted_offence": excepted_offence,
            "territory": part,
        }
        held = self.parameters.on(f"defence_{part}", on).expecting("defence", "presumption_against_prosecution")
        if held.code != "defence":
            why = because(
                "instructions", N_("Prosecutors follow instructions with a strong presumption."), held.provision
            )
            says = N_("A strong presumption against prosecution; the prosecutor decides.")
            return self.finding("non_punishment", on, held.code, says, why, facts=facts)
        if excepted_offence and part == "england_and_wales":
            excepted = self.parameters.on("defence_excepted_england_and_wales", on).expecting("schedule_4")
            why = because(
                "excepted_offence",
                N_("The defence does not apply to the offences that the Act excepts."),
                excepted.provision,
            )
            says = N_("Not by this defence: the offence is excepted. Whether to prosecute is still for the prosecutor.")
            return self.finding("non_punishment", on, "excepted", says, why, facts=facts, provides=False)
        if not child and compelled is False:
            why = because("not_compelled", N_("An adult must have been compelled."), held.provision)
            says = N_("Not by this defence: an adult must have been compelled.")
            return self.finding("non_punishment", on, "not_compelled", says, why, facts=facts, provides=False)
        why = (
            because("child_no_compulsion", N_("For a child no compulsion need be shown."), held.provision)
            if child
            else because("compulsion", N_("An adult was compelled, with no realistic alternative."), held.provision)
        )
        says = N_("A defence may be raised; tell the lawyer now. The court decides.")
        return self.finding("non_punishment", on, held.code, says, why, facts=facts)
