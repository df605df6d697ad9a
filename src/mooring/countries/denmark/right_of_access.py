"""The right to one's own file in Denmark: by when, from whom, and on what grounds a part may be withheld."""

from datetime import date

from mooring.law import HOME, N_, Finding, Law, NotAnswered, because
from mooring.law.days import months_after
from mooring.law.words import Value

GROUNDS = ("access_private_grounds", "access_public_grounds")
WHY = {
    "rights_of_others": N_("It would tell about another person, whose rights weigh more here."),
    "safety_of_the_person": N_("It would endanger the person."),
    "safety_of_others": N_("It would endanger somebody else."),
    "ongoing_investigation": N_("It would harm an investigation that is under way."),
}


class RightOfAccess(Law):
    """Access to one's own data: the regulation for everybody, a rule of its own for the police."""

    def right_of_access(
        self, on: date, *, asked_on: date | None = None, law_enforcement: bool = False, territory: str = HOME
    ) -> Finding:
        """May the person have her or his own file, and by when?

        Particulars: `months`, `grounds` (codes on which a part may be withheld), and with `asked_on` the day `due_on`.
        For what the police hold to investigate crime (`law_enforcement`): the answer is whom to ask.
        """
        self.here(territory)
        facts: dict[str, Value] = {"asked_on": asked_on, "law_enforcement": law_enforcement}
        if law_enforcement:
            police = self.parameters.on("right_to_own_file_law_enforcement", on)
            return self.finding(
                "right_of_access",
                on,
                police.code,
                N_("What the police hold to investigate crime is asked of the police."),
                because("law_enforcement", N_("The police answer under rules of their own."), police.provision),
                facts=facts,
            )
        right = self.parameters.on("right_to_own_file", on)
        months = self.parameters.on("access_months", on)
        particulars: dict[str, Value] = {"months": months.number, "grounds": self.access_grounds(on)}
        if asked_on is not None:
            particulars["due_on"] = months_after(asked_on, months.number)
        return self.finding(
            "right_of_access",
            on,
            right.code,
            N_("The person may have a copy of everything held about her or him, free of charge."),
            because("right", N_("Everybody may know what is held about them, and have a copy."), right.provision),
            because(
                "time",
                N_("It is answered within {months} month of the request."),
                months.provision,
                months=months.number,
            ),
            particulars=particulars,
            facts=facts,
        )

    def access_withheld(self, ground: str, on: date, *, territory: str = HOME) -> Finding:
        """May a part of one's own file be withheld on this ground?"""
        self.here(territory)
        for name in GROUNDS:
            listed = self.parameters.on(name, on)
            if ground in listed.codes:
                return self.finding(
                    "access_withheld",
                    on,
                    "may_be_withheld",
                    N_("This part may be withheld, weighed part by part."),
                    because(ground, WHY[ground], listed.provision),
                    facts={"ground": ground},
                )
        known = [self.parameters.on(name, on).provision for name in GROUNDS]
        return self.finding(
            "access_withheld",
            on,
            "not_a_ground",
            N_("This is no ground on which a part may be withheld."),
            because("not_listed", N_("The law does not name this ground."), *known),
            facts={"ground": ground},
            provides=False,
        )

    def access_grounds(self, on: date) -> tuple[str, ...]:
        """The grounds on which a part may be withheld on a day, as codes for a form."""
        grounds = tuple(code for name in GROUNDS for code in self.parameters.on(name, on).codes)
        if strange := set(grounds) - WHY.keys():
            raise NotAnswered(f"The pack lists {', '.join(sorted(strange))} without saying what it means.")
        return grounds
