"""What Danish law says of the court side: care of witnesses, a lawyer of her own, compensation and its clocks."""

from datetime import date, datetime, timedelta

from mooring.law import HOME, N_, FactsMissing, Finding, Law, because
from mooring.law.days import hours_after, in_utc
from mooring.law.findings import Reason
from mooring.law.words import Value

TRAFFICKING = "262a"
CLAIMS = ("state_fund", "perpetrator", "lost_wages")
SAYS = {
    "may_be_claimed": N_("Compensation may be claimed."),
    "needs_exception": N_("The crime was not reported in time: say which circumstances speak for an exception."),
    "needs_ground_for_delay": N_("The time to apply is over: say which special reasons there are."),
}
APPEAL_SAYS = {
    "may_be_appealed": N_("The judgment can be taken to a higher court."),
    "may_be_looked_at_again": N_(
        "The board can be asked to look at it again, and the decision can be taken to the courts."
    ),
    "needs_permission": N_("The time to appeal is over: the higher court can be asked to allow it all the same."),
    "appeal_is_over": N_("The time to appeal is over, and so is the time in which it could be allowed."),
}
DECIDES = {"state_fund": "compensation_board", "perpetrator": "courts", "lost_wages": "courts"}


class Redress(Law):
    """Witnesses, the lawyer of the injured party, and three ways to compensation. The clocks of the state's own are confirmed."""

    def witness_measures(self, child: bool | None, on: date, *, territory: str = HOME) -> Finding:
        """With what can a person be spared when she or he is heard? Which section carries which measure is unconfirmed."""
        self.here(territory)
        known = self.parameters.on("witness_measures", on)
        protected = self.parameters.on("witnesses_are_protected", on).expecting(True)
        measures = known.codes
        reasons = [
            because("protected", N_("Who testifies is protected, and so is the family."), protected.provision),
            because("spared", N_("These can be asked for; the court or the police decide on each."), known.provision),
        ]
        if child:
            besides = self.parameters.on("witness_measures_child", on)
            measures += besides.codes
            says = N_("A child is interviewed once, on video, by somebody trained for it.")
            reasons.append(because("child", says, besides.provision))
        return self.finding(
            "witness_measures",
            on,
            "can_be_asked_for",
            N_("A witness can be spared in many ways; ask before the day of the hearing."),
            *reasons,
            particulars={"measures": measures},
            facts={"child": child},
        )

    def injured_party_lawyer(self, on: date, *, section: str = "", territory: str = HOME) -> Finding:
        """May who was harmed by this crime have a lawyer of her or his own, appointed by the court, at the state's cost?"""
        self.here(territory)
        listed = self.parameters.on("injured_party_lawyer_sections", on)
        asked = section.replace(" ", "").lower() or TRAFFICKING
        provided = asked in listed.codes
        says = N_("The court appoints a lawyer for the injured party, when she or he asks for it.")
        if not provided:
            says = N_("This section is not among those for which a lawyer is appointed; ask a lawyer about others.")
        why = N_("The law lists the crimes: {sections}.")
        return self.finding(
            "injured_party_lawyer",
            on,
            "on_request" if provided else "not_provided_for",
            says,
            because("listed", why, listed.provision, sections=tuple(f"§ {code}" for code in listed.codes)),
            facts={"section": asked},
            provides=provided,
        )

    def compensation_claims(self, on: date) -> tuple[str, ...]:
        """The kinds of claims the law knows on a day, as codes for a form."""
        self.parameters.on("compensation_apply_years", on)
        return CLAIMS

    def compensation_exceptions(self, on: date) -> tuple[str, ...]:
        """The grounds that can be named for a late report or application, as codes for a form."""
        return self.parameters.on("compensation_grounds", on).codes

    def compensation_claim(
        self,
        claim: str,
        on: date,
        *,
        ended_on: date | None = None,
        happened: datetime | None = None,
        reported: datetime | None = None,
        concluded_on: date | None = None,
        exception: str = "",
        late_ground: str = "",
        territory: str = HOME,
    ) -> Finding:
        """May compensation of this kind be claimed on this day, and until when?

        A report after 72 hours, or none, needs circumstances that speak for an exception; an application after two years needs
        special reasons. Raises `FactsMissing` for another kind of claim, a ground that is not listed, or a report before the crime.
        """
        self.here(territory)
        if claim not in CLAIMS:
            raise FactsMissing(f"A claim is one of {', '.join(CLAIMS)}, not “{claim}”.")
        if strange := {exception, late_ground} - {"", *self.compensation_exceptions(on)}:
            raise FactsMissing(f"No ground that is listed: {', '.join(sorted(strange))}.")
        if happened is not None and reported is not None and in_utc(reported) < in_utc(happened):
            raise FactsMissing("The report lies before the crime. Correct one of the two moments.")
        facts: dict[str, Value] = {
            "claim": claim,
            "ended_on": ended_on,
            "happened": happened,
            "reported": reported,
            "concluded_on": concluded_on,
            "exception": exception,
            "late_ground": late_ground,
        }
        of_claim = {"state_fund": self._from_the_state, "perpetrator": self._in_court, "lost_wages": self._wages}
        answer, reasons, particulars = of_claim[claim](on, facts)
        return self.finding(
            "compensation_claim",
            on,
            answer,
            SAYS[answer],
            *reasons,
            particulars={"decides": DECIDES[claim], **particulars},
            facts=facts,
            provides=answer == "may_be_claimed",
        )

    def compensation_appeal(
        self,
        claim: str,
        on: date,
        *,
        decided_on: date | None = None,
        permission_asked: bool = False,
        territory: str = HOME,
    ) -> Finding:
        """Where can a decision on a claim be taken further on this day, and until when?

        A judgment: four weeks from the day it was given, or within the year with permission. Of the board's decisions no time limit
        was found. Raises `FactsMissing` for another kind of claim.
        """
        self.here(territory)
        if claim not in CLAIMS:
            raise FactsMissing(f"A claim is one of {', '.join(CLAIMS)}, not “{claim}”.")
        if claim == "state_fund":
            again = self.parameters.on("board_looks_again", on).expecting("reopening_or_courts")
            why = N_("No time limit was found; ask what stands in the decision, and do not wait.")
            answer, reasons = "may_be_looked_at_again", [because("board_looks_again", why, again.provision)]
            particulars: dict[str, Value] = {"decides": DECIDES[claim]}
        else:
            answer, reasons, particulars = self._of_a_judgment(claim, on, decided_on, permission_asked)
        return self.finding(
            "compensation_appeal",
            on,
            answer,
            APPEAL_SAYS[answer],
            *reasons,
            particulars=particulars,
            facts={"claim": claim, "decided_on": decided_on, "permission_asked": permission_asked},
            provides=answer.startswith("may_be"),
        )

    def _of_a_judgment(
        self, claim: str, on: date, decided_on: date | None, permission_asked: bool
    ) -> tuple[str, list[Reason], dict[str, Value]]:
        days, late = (self.parameters.on(name, on) for name in ("appeal_days", "appeal_late_years"))
        why = N_("It is appealed within {days} days of the day of the judgment.")
        reasons = [because("appeal_in_time", why, days.provision, days=days.number)]
        particulars: dict[str, Value] = {"decides": DECIDES[claim], "appeal_days": days.number}
        if claim == "perpetrator":
            beside = self.parameters.on("appeal_beside_the_criminal_case", on).expecting(True)
            why = N_("The claim can be appealed by itself, also where the criminal case is not.")
            reasons.append(because("beside_the_criminal_case", why, beside.provision))
        if decided_on is None:
            return "may_be_appealed", reasons, particulars
        last, with_permission = decided_on + timedelta(days=days.number), _years_later(decided_on, late.number)
        particulars |= {"last_day": last, "last_day_with_permission": with_permission}
        if on <= last:
            return "may_be_appealed", reasons, particulars
        why = N_("The higher court can exceptionally allow an appeal within {years} year of the judgment.")
        reasons.append(because("appeal_allowed_late", why, late.provision, years=late.number))
        if on > with_permission:
            return "appeal_is_over", reasons, particulars
        return "may_be_appealed" if permission_asked else "needs_permission", reasons, particulars

    def _from_the_state(self, on: date, facts: dict[str, Value]) -> tuple[str, list[Reason], dict[str, Value]]:
        hours, exception, years, late = (
            self.parameters.on(name, on)
            for name in (
                "compensation_report_hours",
                "compensation_report_exception",
                "compensation_apply_years",
                "compensation_late_ground",
            )
        )
        happened, reported = facts["happened"], facts["reported"]
        particulars: dict[str, Value] = {"report_hours": hours.number, "apply_years": years.number}
        says = N_("The crime is reported to the police within {hours} hours, and the claim raised if there is a trial.")
        reasons = [because("report_in_time", says, hours.provision, hours=hours.number)]
        answer = "may_be_claimed"
        until = hours_after(happened, hours.number) if isinstance(happened, datetime) else None
        if until is not None:
            particulars["report_until"] = until
        # Whether an unreported crime can still be reported in time is asked on a day: the clock itself says the hour.
        in_time = until is not None and (
            in_utc(reported) <= until if isinstance(reported, datetime) else on <= until.date()
        )
        if not in_time:
            why = N_(
                "The report came later, or has not been made. The condition can be set aside when circumstances speak for it."
            )
            reasons.append(
                because("report_exception", why, exception.expecting("circumstances_speak_for_it").provision)
            )
            if not facts["exception"]:
                answer = "needs_exception"
        runs_from = facts["concluded_on"] or facts["ended_on"]
        if isinstance(runs_from, date):
            last = _years_later(runs_from, years.number)
            particulars["last_day"] = last
            why = N_(
                "It is applied for within {years} years of the crime, of the final judgment, or of the day the investigation was stopped."
            )
            reasons.append(because("apply_in_time", why, years.provision, years=years.number))
            if on > last:
                why = N_("That day is over; with special reasons the application is heard all the same.")
                reasons.append(because("late_application", why, late.expecting("special_reasons").provision))
                if not facts["late_ground"] and answer == "may_be_claimed":
                    answer = "needs_ground_for_delay"
        return answer, reasons, particulars

    def _in_court(self, on: date, facts: dict[str, Value]) -> tuple[str, list[Reason], dict[str, Value]]:
        way = self.parameters.on("compensation_from_perpetrator", on).expecting(True)
        why = N_("The claim against the perpetrator can be decided within the criminal case, or in a case of its own.")
        return "may_be_claimed", [because("in_the_criminal_case", why, way.provision)], {}

    def _wages(self, on: date, facts: dict[str, Value]) -> tuple[str, list[Reason], dict[str, Value]]:
        years = self.parameters.on("wages_limitation_years", on)
        why = N_("Wages that were not paid are claimed within {years} years; a union or a lawyer can take the case.")
        reasons = [because("wages_in_time", why, years.provision, years=years.number)]
        ended = facts["ended_on"]
        if not isinstance(ended, date):
            return "may_be_claimed", reasons, {"apply_years": years.number}
        last = _years_later(ended, years.number)
        late = on > last and not facts["late_ground"]
        return (
            "needs_ground_for_delay" if late else "may_be_claimed",
            reasons,
            {"apply_years": years.number, "last_day": last},
        )


def _years_later(day: date, years: int) -> date:
    """The same day so many years later; after 29 February the day before, so that nobody comes a day too late."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
