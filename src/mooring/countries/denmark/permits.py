"""What Danish law says of permits that are given for the sake of a case at court, and of the days a country does not work."""

from datetime import date

from mooring.law import HOME, N_, Finding, Law, because


class Permits(Law):
    """The permit of 2013: it hangs on the need of the prosecution; support does not."""

    def permit_for_proceedings(self, on: date, *, needed: bool | None = None, territory: str = HOME) -> Finding:
        """May the person be given leave to stay for as long as an investigation or a prosecution needs her or him here?

        How long it is given for, and by whom it is asked for, was not found. Source: Aliens Act s. 9c(5), bill L 129 (2012-13).
        Raises `NotAnswered` before that bill.
        """
        self.here(territory)
        held = self.parameters.on("permit_for_proceedings", on).expecting("needed_by_the_proceedings")
        support = self.parameters.on("support_without_permit", on).expecting(True)
        apart = because(
            "support_apart",
            N_("Support does not hang on it, nor on whether the person speaks with the police."),
            support.provision,
        )
        if needed is False:
            return self.finding(
                "permit_for_proceedings",
                on,
                "not_needed",
                N_("No permit on this ground: the person's presence is not needed for the case."),
                because("only_while_needed", N_("It is given for as long as the case needs it."), held.provision),
                apart,
                facts={"needed": needed},
                provides=False,
            )
        return self.finding(
            "permit_for_proceedings",
            on,
            "may_be_given",
            N_("A permit may be given for as long as an investigation or a prosecution needs the person here."),
            because(
                "need_of_the_proceedings",
                N_("It hangs on the need of the prosecution, not on a wish of the person."),
                held.provision,
            ),
            apart,
            facts={"needed": needed},
        )
