"""How long Denmark keeps what, and what happens then: a review by people, and for authorities the archives first."""

from datetime import date

from mooring.law import HOME, N_, Finding, Law, NotAnswered, Reason, because
from mooring.law.days import months_after
from mooring.law.parameters import Wording
from mooring.law.words import Value

# Classes that are the file of a case, and end with it.
OF_A_CASE = ("case_file", "document", "name_and_contact", "old_register_row")
SIGNAL, DRAFT, LEDGER = "signal_without_case", "hotline_draft", "ledger_lines"
QUESTION = "question"
SINCE = {
    "closing_of_case": N_("The period runs from the closing of the case."),
    "receipt_of_signal": N_("The period runs from the receipt of the signal."),
    "last_typing": N_("The period runs from the last typing."),
    "asking": N_("The period runs from the asking."),
    "writing_of_line": N_("The period runs from the day the line was written."),
}


class Retention(Law):
    """Periods, unconfirmed; the duty to preserve of authorities, confirmed for those of the state."""

    def retention(
        self,
        data_class: str,
        controller: str,
        on: date,
        *,
        begins: date | None = None,
        territory: str = HOME,
    ) -> Finding:
        """How long is this class of data kept by this kind of agency, and what happens at the end?

        Particulars: `period` and `unit` (months or days), `runs_from`, `at_end`, `state_body`; with `begins`, the day
        from which the period runs, also `ends_on`, the first day on which it is over. Raises `NotAnswered` for a class
        that the pack does not know.
        """
        self.here(territory)
        facts: dict[str, Value] = {"data_class": data_class, "controller": controller, "begins": begins}
        figures = self.parameters.on("kept_as_figures", on)
        if data_class in figures.codes:
            return self.finding(
                "retention",
                on,
                "keep_as_figures",
                N_("It names nobody and is kept as figures."),
                because("figures", N_("Codes and days without name or words are kept and counted."), figures.provision),
                particulars={"at_end": "keep_as_figures", "state_body": self.is_state_body(controller, on)},
                facts=facts,
            )
        wording, unit, runs_from = self._kept_for(data_class, on)
        particulars: dict[str, Value] = {"period": wording.number, "unit": unit, "runs_from": runs_from}
        if begins is not None:
            months = wording.number if unit == "months" else 0
            particulars["ends_on"] = months_after(begins, months, days=wording.number if unit == "days" else 0)
        length = N_("It is kept for {period} months.") if unit == "months" else N_("It is kept for {period} days.")
        reasons = [
            because("period", length, wording.provision, period=wording.number),
            because(runs_from, SINCE[runs_from], wording.provision),
        ]
        if data_class == DRAFT:
            return self._review(
                on,
                "erase_by_itself",
                N_("It is erased by itself: nobody ever sent it."),
                reasons,
                particulars,
                facts,
                False,
            )
        if data_class == QUESTION:
            return self._review(
                on,
                "erase_by_itself",
                N_("It is erased by itself: whom it could reach it has reached by then."),
                reasons,
                particulars,
                facts,
                False,
            )
        archives = self._archives_first(controller, on)
        if archives is not None:
            reasons.append(archives)
            return self._review(
                on,
                "archives_before_erasure",
                N_("At the end it is reviewed, and erased only once the archives have taken it over or agreed."),
                reasons,
                particulars,
                facts,
                True,
            )
        return self._review(
            on,
            "erase_after_review",
            N_("At the end it is reviewed by two people, and erased when both find that nothing more is needed."),
            reasons,
            particulars,
            facts,
            False,
        )

    def is_state_body(self, kind: str, on: date) -> bool:
        """Whether an agency of this kind is an authority that may not delete without the archives."""
        return any(
            kind in self.parameters.on(name, on).codes
            for name in ("bodies_under_the_archives_act", "municipal_bodies_under_the_archives_act")
        )

    def _review(
        self,
        on: date,
        answer: str,
        says: str,
        reasons: list[Reason],
        particulars: dict[str, Value],
        facts: dict[str, Value],
        state_body: bool,
    ) -> Finding:
        particulars |= {"at_end": answer, "state_body": state_body}
        return self.finding("retention", on, answer, says, *reasons, particulars=particulars, facts=facts)

    def _kept_for(self, data_class: str, on: date) -> tuple[Wording, str, str]:
        if data_class in OF_A_CASE:
            return self.parameters.on("retention_case_file_months", on), "months", "closing_of_case"
        if data_class == SIGNAL:
            return self.parameters.on("retention_signal_without_case_months", on), "months", "receipt_of_signal"
        if data_class == DRAFT:
            return self.parameters.on("retention_hotline_draft_days", on), "days", "last_typing"
        if data_class == QUESTION:
            return self.parameters.on("retention_question_months", on), "months", "asking"
        if data_class == LEDGER:
            return self.parameters.on("retention_ledger_lines_months", on), "months", "writing_of_line"
        raise NotAnswered(
            f"The pack knows no period for “{data_class}”. Ask the data protection officer; nothing is erased."
        )

    def _archives_first(self, controller: str, on: date) -> Reason | None:
        state = self.parameters.on("bodies_under_the_archives_act", on)
        if controller in state.codes:
            return because(
                "state_body",
                N_("An authority of the state may not delete without the authorisation of the national archives."),
                state.provision,
            )
        municipal = self.parameters.on("municipal_bodies_under_the_archives_act", on)
        if controller in municipal.codes:
            return because(
                "municipal_body",
                N_(
                    "A municipality keeps what the rules on its archives say: they are asked before anything is deleted."
                ),
                municipal.provision,
            )
        return None
