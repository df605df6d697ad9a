"""What cannot wait at a first contact: help for health that works for hours or days only. Packs share this reasoning.

A pack that takes it keeps `pep_hours`, `emergency_contraception_hours` and `forensic_examination` among its parameters.
"""

from datetime import date, datetime

from mooring.law.days import hours_after, in_utc
from mooring.law.findings import Finding, because
from mooring.law.law import HOME, Law
from mooring.law.refusals import FactsMissing
from mooring.law.words import N_, Value


class FirstContact(Law):
    """Urgent windows of health; unconfirmed until a physician has checked them."""

    def health_windows(self, on: date, *, happened: datetime | None = None, territory: str = HOME) -> Finding:
        """Which help for health cannot wait at a first contact, and until when does it work?

        Particulars: `pep_hours`, `emergency_contraception_hours`, `forensic`; and, when `happened` is given with its
        time zone, `pep_ends` and `emergency_contraception_ends` in UTC. Help is offered, never a condition, and
        none of it needs a report to the police. Raises `FactsMissing` when the zone is not said.
        """
        self.here(territory)
        pep = self.parameters.on("pep_hours", on)
        contraception = self.parameters.on("emergency_contraception_hours", on)
        forensic = self.parameters.on("forensic_examination", on)
        particulars: dict[str, Value] = {
            "pep_hours": pep.number,
            "emergency_contraception_hours": contraception.number,
            "forensic": forensic.code,
        }
        facts: dict[str, Value] = {"happened": None}
        if happened is not None:
            try:
                facts["happened"] = in_utc(happened)
            except ValueError as no_zone:
                raise FactsMissing(str(no_zone)) from no_zone
            particulars["pep_ends"] = hours_after(happened, pep.number)
            particulars["emergency_contraception_ends"] = hours_after(happened, contraception.number)
        return self.finding(
            "health_windows",
            on,
            "offer_now",
            N_("Offer now, in private and with an interpreter; the sooner the better."),
            because(
                "pep",
                N_("Protection against HIV after exposure must begin within {hours} hours."),
                pep.provision,
                hours=pep.number,
            ),
            because(
                "emergency_contraception",
                N_("Emergency contraception works for up to {hours} hours."),
                contraception.provision,
                hours=contraception.number,
            ),
            because(
                "forensic",
                N_("A forensic medical examination as soon as possible: traces are lost within hours and days."),
                forensic.provision,
            ),
            particulars=particulars,
            facts=facts,
        )
