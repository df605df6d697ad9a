"""What a reader of Danish figures must know: the days on which the law changed what is counted."""

from datetime import date

from mooring.law import N_, Break, Law

NOTES = {
    "forced_criminality": N_(
        "From {day} the law counts exploitation for criminal acts as trafficking; earlier figures do not hold it."
    ),
    "longer_reflection": N_("From {day} a reflection period may last {days} days in all; before it was fewer."),
    "sexual_offences_rewritten": N_(
        "From {day} the offences around prostitution were rewritten; older section numbers mean other things."
    ),
    "conversation_narrowed": N_(
        "From {day}, by one source, only the national centre and the immigration service hold the clarifying "
        "conversation; how people are found may have changed."
    ),
    "human_exploitation": N_(
        "From {day} exploitation of a person is an offence of its own and not trafficking; "
        "some cases may be found there instead."
    ),
}


class Figures(Law):
    """Notes for tables that span a change of law."""

    def breaks(self, first: date, last: date) -> tuple[Break, ...]:
        """The breaks within a span of days, oldest first, for the notes beside a table of figures.

        A break on the first day itself is not within the span: all the figures lie after it.
        """
        found = []
        for code, template in NOTES.items():
            row = self.parameters.by_name[f"break_{code}"].values[0]
            if first < row.since <= last:
                provision = self.parameters.on(f"break_{code}", row.since).expecting(code).provision
                params: dict[str, date | int] = {"day": row.since}
                if code == "longer_reflection":
                    params["days"] = self.parameters.on("reflection_total_days", row.since).number
                found.append(Break(row.since, code, template, (provision,), params))
        return tuple(sorted(found, key=lambda found_break: found_break.day))
