"""What the convention makes due to a victim: help, leave to stay, compensation, a safe return, no punishment."""

from datetime import date

from mooring.law import HOME, N_, Finding, Law, Value, because


class WhatIsDue(Law):
    """Articles 12, 14, 15, 16 and 26."""

    def assistance(self, on: date, *, begins: date | None = None, territory: str = HOME) -> Finding:
        """What help is due, from when, and on what condition? Source: Art. 10(2) and 12. The convention counts no days."""
        self.here(territory)
        kinds = self.parameters.on("kinds_of_help", on)
        early = self.parameters.on("help_on_reasonable_grounds", on).expecting(True)
        free = self.parameters.on("testimony_not_asked", on).expecting(False)
        consent = self.parameters.on("help_by_consent", on).expecting(True)
        return self.finding(
            "assistance",
            on,
            "due",
            N_("Help is due from reasonable grounds on, whether or not the person testifies."),
            because("help_on_reasonable_grounds", N_("It does not wait for the identification."), early.provision),
            because("least_help", N_("At least: {kinds}."), kinds.provision, kinds=kinds.codes),
            because("no_testimony_asked", N_("Help does not hang on acting as a witness."), free.provision),
            because("with_consent", N_("It is given with the person's informed consent."), consent.provision),
            particulars={"kinds": kinds.codes, "unconditional_on_testimony": True},
            facts={"begins": begins},
        )

    def residence_permit(self, on: date, *, excluded: bool = False, territory: str = HOME) -> Finding:
        """On what grounds is a permit given? Source: Art. 14."""
        self.here(territory)
        held = self.parameters.on("permit_grounds", on)
        why = because(
            "permit_grounds",
            N_("Where the stay is necessary for one of: {grounds}."),
            held.provision,
            grounds=held.codes,
        )
        says = N_("A renewable residence permit, for: {grounds}.")
        facts: dict[str, Value] = {"excluded": excluded}
        return self.finding(
            "residence_permit", on, "renewable_permit", says, why, particulars={"grounds": held.codes}, facts=facts
        )

    def compensation(self, on: date, *, territory: str = HOME) -> Finding:
        """What is given towards compensation and legal help? Source: Art. 15."""
        self.here(territory)
        held = self.parameters.on("compensation_kinds", on)
        says = N_("Victims have: {kinds}.")
        why = because(
            "from_first_contact", N_("Information from the first contact on, in a language understood."), held.provision
        )
        return self.finding("compensation", on, "due", says, why, particulars={"kinds": held.codes})

    def safe_return(self, on: date, *, territory: str = HOME) -> Finding:
        """How is a victim returned? Source: Art. 16."""
        self.here(territory)
        held = self.parameters.on("return_conditions", on)
        says = N_("A return is: {conditions}.")
        why = because(
            "return_conditions",
            N_("Both states owe this, the one that sends and the one that receives."),
            held.provision,
        )
        return self.finding("safe_return", on, "conditions", says, why, particulars={"conditions": held.codes})

    def non_punishment(
        self,
        child: bool,
        on: date,
        *,
        compelled: bool | None = None,
        excepted_offence: bool = False,
        territory: str = HOME,
    ) -> Finding:
        """Is a victim punished for what she or he was made to do? Source: Art. 26: the possibility not to impose penalties."""
        self.here(territory)
        held = self.parameters.on("non_punishment", on).expecting("possibility_of_no_penalty")
        facts: dict[str, Value] = {"child": child, "compelled": compelled, "excepted_offence": excepted_offence}
        if compelled is False:
            says = N_("The convention requires nothing here: the person was not compelled. The country may go further.")
            why = because("not_compelled_here", N_("It speaks of what the person was compelled to do."), held.provision)
            return self.finding("non_punishment", on, "not_compelled", says, why, facts=facts, provides=False)
        says = N_("It must be possible not to punish; how, the country decides.")
        why = because("to_the_extent_compelled", N_("To the extent that the person was compelled."), held.provision)
        return self.finding("non_punishment", on, held.code, says, why, facts=facts)
