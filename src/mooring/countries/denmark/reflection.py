"""The reflection period in Denmark: who is given one, how long, how it is extended, and what the law does not know."""

from datetime import date

from mooring.law import HOME, N_, FactsMissing, Finding, Law, NotAnswered, Reason, because
from mooring.law.days import last_day
from mooring.law.words import Value

STARTS = {
    "of_own_motion": N_("The immigration service sets it of its own motion, unless special reasons speak against it."),
    "on_request": N_("It is given on request, the first days too: when nobody asks there is no period."),
}
IN_TIME = "before_the_period_ends"
ASKED = (IN_TIME, "not_stated")


class Reflection(Law):
    """The reflection period, and the restitution period of equal length for persons here legally."""

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
        """What period does the law give to recover and reflect, how long at first and in all, and how does it begin?

        `ordered_to_leave` left out means: yes, unless a legal resident. `public_order`: the authority has decided on
        immediate departure. With `begins`, the first day, the particulars hold `last_day` and `latest_last_day`, each
        included in the period; `concluded_on` does not matter in Denmark. Raises `NotAnswered` before 1 August 2007
        and for a status claimed in bad faith, on which no Danish provision was found; `FactsMissing` for a legal resident who is
        ordered to leave. Source: Aliens Act s. 33(14); cmm.dk for the restitution period.
        """
        self.here(territory)
        if bad_faith:
            raise NotAnswered("The pack knows no Danish provision on a status claimed improperly. Ask a lawyer.")
        if legal_resident and ordered_to_leave:
            raise FactsMissing(
                "A person with legal residence is not ordered to leave; an order ends the residence. Correct one."
            )
        ordered = not legal_resident if ordered_to_leave is None else ordered_to_leave
        facts: dict[str, Value] = {
            "ordered_to_leave": ordered,
            "legal_resident": legal_resident,
            "identified": identified,
            "public_order": public_order,
            "begins": begins,
        }
        if not identified:
            return self._not_without_identification(on, facts)
        if legal_resident:
            return self._period("restitution_period", on, begins, facts)
        if not ordered:
            held = self.parameters.on("reflection_for", on).expecting("ordered_to_leave")
            why = because("not_ordered", N_("The period begins with an order to leave; there is none."), held.provision)
            says = N_("No reflection period yet: the person has not been ordered to leave.")
            return self._nothing("not_ordered_to_leave", says, on, facts, why, self._support(on))
        if public_order:
            held = self.parameters.on("immediate_departure", on).expecting("public_order")
            why = because(
                "public_order",
                N_("Departure may be immediate where public order requires it, as after expulsion for serious crime."),
                held.provision,
            )
            return self._nothing(
                "immediate_departure", N_("No reflection period: departure is immediate."), on, facts, why
            )
        return self._period("reflection_period", on, begins, facts)

    def reflection_extension(
        self,
        granted_days_so_far: int,
        reason: str,
        days: int,
        decided_on: date,
        *,
        begins: date | None = None,
        territory: str = HOME,
    ) -> Finding:
        """May the period be extended by so many days, for this reason? The days so far include those given at first.

        The law is that of the day of the decision. With `begins`, the first day of the whole period, the particulars
        hold `last_day`. The answer is `extension`, `beyond_the_total` or `reason_not_provided_for`. Raises
        `FactsMissing` when the days are not positive. Source: Aliens Act s. 33(14).
        """
        self.here(territory)
        if days < 1 or granted_days_so_far < 1:
            raise FactsMissing(
                "An extension adds at least one day to a period that was granted. Give both in whole days."
            )
        total = self.parameters.on("reflection_total_days", decided_on)
        lawful = self.parameters.on("reflection_extension_reasons", decided_on)
        left = max(total.number - granted_days_so_far, 0)
        total_after = granted_days_so_far + days
        particulars: dict[str, Value] = {
            "days": days,
            "total_after": total_after,
            "total_days": total.number,
            "days_left": left,
        }
        facts: dict[str, Value] = {
            "granted_days_so_far": granted_days_so_far,
            "reason": reason,
            "days": days,
            "begins": begins,
        }
        reasons = [
            because(
                "reasons_of_the_law",
                N_("The period may be extended for: {lawful}."),
                lawful.provision,
                lawful=lawful.codes,
            ),
            because(
                "total_of_the_law",
                N_("It may last {total} days in all; {granted} were granted, {left} are left."),
                total.provision,
                total=total.number,
                granted=granted_days_so_far,
                left=left,
            ),
        ]
        if reason not in lawful.codes:
            answer, says = "reason_not_provided_for", N_("No: the law does not know this reason to extend.")
        elif total_after > total.number:
            answer, says = (
                "beyond_the_total",
                N_("No: with these the period would be {total_after} days, {total_days} are the most."),
            )
        else:
            answer, says = "extension", N_("Yes: by {days} days, to {total_after} days in all.")
            asked = self.parameters.on("reflection_extension_asked", decided_on).expecting(*ASKED)
            if asked.code == IN_TIME:
                reasons.append(
                    because("ask_in_time", N_("It must be asked for before the running days end."), asked.provision)
                )
            if begins is not None:
                particulars["last_day"] = last_day(begins, total_after)
        return self.finding(
            "reflection_extension",
            decided_on,
            answer,
            says,
            *reasons,
            particulars=particulars,
            facts=facts,
            provides=answer == "extension",
        )

    def reflection_revocation(self, on: date, *, territory: str = HOME) -> Finding:
        """May a reflection period that was granted be taken back? No provision was found: not provided for."""
        self.here(territory)
        held = self.parameters.on("reflection_revocation", on).expecting("not_provided_for")
        why = because(
            "no_provision_to_revoke",
            N_("No provision was found that lets a granted period be taken back."),
            held.provision,
        )
        return self.finding(
            "reflection_revocation", on, held.code, N_("Not provided for: the granted days stand."), why, provides=False
        )

    def reflection_suspension(self, on: date, *, territory: str = HOME) -> Finding:
        """May the days of a reflection period be stopped for a time? No provision was found: not provided for."""
        self.here(territory)
        held = self.parameters.on("reflection_suspension", on).expecting("not_provided_for")
        why = because(
            "no_provision_to_suspend", N_("No provision was found that lets the days be stopped."), held.provision
        )
        return self.finding(
            "reflection_suspension", on, held.code, N_("Not provided for: the days run on."), why, provides=False
        )

    def extension_reasons(self, on: date) -> tuple[str, ...]:
        """The reasons for which a period may be extended on a day, as codes for a form."""
        return self.parameters.on("reflection_extension_reasons", on).codes

    def _period(self, kind: str, on: date, begins: date | None, facts: dict[str, Value]) -> Finding:
        initial = self.parameters.on("reflection_initial_days", on)
        total = self.parameters.on("reflection_total_days", on)
        starts = self.parameters.on("reflection_starts", on).expecting(*STARTS)
        lawful = self.parameters.on("reflection_extension_reasons", on)
        reasons: list[Reason] = []
        if kind == "restitution_period":
            held = self.parameters.on("restitution_equal", on).expecting(True)
            reasons.append(
                because(
                    "legal_resident",
                    N_("A person here legally is given a restitution period of equal length."),
                    held.provision,
                )
            )
            says = N_("A restitution period of {initial_days} days at first, up to {total_days} days in all.")
        else:
            held = self.parameters.on("reflection_for", on).expecting("ordered_to_leave")
            reasons.append(because("ordered", N_("The person has been ordered to leave."), held.provision))
            says = N_("A reflection period of {initial_days} days at first, up to {total_days} days in all.")
        reasons += [
            because("initial", N_("At first it is {days} days."), initial.provision, days=initial.number),
            because(
                "total",
                N_("It may be extended up to {days} days in all, for: {lawful}."),
                total.provision,
                lawful.provision,
                days=total.number,
                lawful=lawful.codes,
            ),
            because(f"starts_{starts.code}", STARTS[starts.code], starts.provision),
        ]
        particulars: dict[str, Value] = {
            "initial_days": initial.number,
            "total_days": total.number,
            "starts": starts.code,
        }
        if begins is not None:
            particulars["last_day"] = last_day(begins, initial.number)
            particulars["latest_last_day"] = last_day(begins, total.number)
        return self.finding("reflection_period", on, kind, says, *reasons, particulars=particulars, facts=facts)

    def _not_without_identification(self, on: date, facts: dict[str, Value]) -> Finding:
        held = self.parameters.on("reflection_status", on).expecting("identified")
        why = because(
            "tied_to_identification", N_("The law ties this period to the finding of a victim."), held.provision
        )
        says = N_("No reflection period: the person has not been identified as a victim.")
        return self._nothing("not_identified", says, on, facts, why, self._support(on))

    def _support(self, on: date) -> Reason:
        held = self.parameters.on("support_without_finding", on).expecting(True)
        return because(
            "support_meanwhile",
            N_("Housing, protection and care do not wait for it: they are open tonight without it."),
            held.provision,
        )

    def _nothing(self, answer: str, says: str, on: date, facts: dict[str, Value], *reasons: Reason) -> Finding:
        return self.finding(
            "reflection_period",
            on,
            answer,
            says,
            *reasons,
            particulars={"initial_days": 0, "total_days": 0},
            facts=facts,
            provides=False,
        )
