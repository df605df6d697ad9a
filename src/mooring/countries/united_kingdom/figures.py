"""What a reader of British figures must know: the days on which law or guidance changed what is counted."""

from datetime import date

from mooring.law import N_, Break, Law

NOTES = {
    "duty_to_notify": N_(
        "From {day} adults who said no are notified without a name, and counted apart from referrals."
    ),
    "second_authority": N_("From {day} two authorities decide; their figures differ."),
    "shorter_recovery": N_("From {day} the recovery period is at least 30 days; before it was 45."),
    "harder_first_test": N_("From {day} the test of the first decision was harder; fewer were positive."),
    "first_test_revised": N_("From {day} objective evidence is no longer required for the first decision."),
    "reconsideration_limit": N_("From {day} a reconsideration must be asked for within 30 days."),
}


class Figures(Law):
    """Notes for tables that span a change."""

    def breaks(self, first: date, last: date) -> tuple[Break, ...]:
        """The breaks within a span of days, oldest first. A break on the first day itself is not within the span."""
        found = []
        for code, template in NOTES.items():
            row = self.parameters.by_name[f"break_{code}"].values[0]
            if first < row.since <= last:
                provision = self.parameters.on(f"break_{code}", row.since).expecting(code).provision
                found.append(Break(row.since, code, template, (provision,), {"day": row.since}))
        return tuple(sorted(found, key=lambda each: each.day))
