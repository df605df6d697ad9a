"""The questions a referral mechanism puts to the law of its country.

A country pack extends `Law` and answers what it can; every question it leaves alone raises `NotAnswered`. Each question
takes the territory of the matter: a territory whose law is not in the pack raises `OutsideTerritory`.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import NoReturn

from mooring.law.breaks import Break
from mooring.law.findings import NOTHING, Finding, Reason
from mooring.law.parameters import Parameters
from mooring.law.questions import Question, arranged, described, question
from mooring.law.refusals import FactsMissing, NotAnswered, OutsideTerritory
from mooring.law.residence import ResidenceBasis
from mooring.law.words import Value

HOME = "home"


class Law:
    """The law of one country, as far as its pack answers: numbers from `parameters`, reasoning in the methods."""

    territories: frozenset[str] = frozenset()
    """The names under which this country's own territory may be given."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters

    # --- who assesses, and who may talk

    @question
    def competent_authority(
        self,
        residence_basis: ResidenceBasis | str,
        on: date,
        *,
        stay_lawful: bool | None = None,
        territory: str = HOME,
    ) -> Finding:
        """Which authority assesses whether this person is a victim of trafficking?"""
        self._leave_unanswered("competent_authority")

    @question
    def who_may_converse(self, on: date, *, territory: str = HOME) -> Finding:
        """Who may hold the clarifying conversation?"""
        self._leave_unanswered("who_may_converse")

    # --- identification

    @question
    def legal_test(self, on: date, *, territory: str = HOME) -> Finding:
        """What must the authority be able to say before it identifies somebody as a victim?"""
        self._leave_unanswered("legal_test")

    @question
    def identification_outcomes(self, on: date, *, territory: str = HOME) -> Finding:
        """With what outcomes can an identification end?"""
        self._leave_unanswered("identification_outcomes")

    @question
    def four_eyes(self, same_officer: bool, on: date, *, territory: str = HOME) -> Finding:
        """May the officer who filled in the form also decide?"""
        self._leave_unanswered("four_eyes")

    @question
    def age_presumption(self, stated_age: int | None, in_doubt: bool, on: date, *, territory: str = HOME) -> Finding:
        """Is this person to be treated as a child? `in_doubt`: the age is uncertain and she may be a child."""
        self._leave_unanswered("age_presumption")

    @question
    def removal(self, assessment_open: bool, on: date, *, territory: str = HOME) -> Finding:
        """May the person be removed from the country while the assessment is open?"""
        self._leave_unanswered("removal")

    @question
    def detention_clock(self, started: datetime, *, territory: str = HOME) -> Finding:
        """When must a detention that began at this moment have ended? The moment must say its time zone."""
        self._leave_unanswered("detention_clock")

    # --- the reflection period

    @question
    def reflection_period(
        self,
        on: date,
        *,
        ordered_to_leave: bool | None = None,
        legal_resident: bool = False,
        identified: bool = True,
        public_order: bool = False,
        begins: date | None = None,
        territory: str = HOME,
    ) -> Finding:
        """What period does the law give to recover and reflect, how long at first and in all, and how does it begin?"""
        self._leave_unanswered("reflection_period")

    @question
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
        """May the period be extended by so many days, for this reason? The days so far include those given at first."""
        self._leave_unanswered("reflection_extension")

    @question
    def reflection_revocation(self, on: date, *, territory: str = HOME) -> Finding:
        """May a reflection period that was granted be taken back?"""
        self._leave_unanswered("reflection_revocation")

    @question
    def reflection_suspension(self, on: date, *, territory: str = HOME) -> Finding:
        """May the days of a reflection period be stopped for a time?"""
        self._leave_unanswered("reflection_suspension")

    # --- the crime

    @question
    def criminal_code(self, section: str, on: date, *, territory: str = HOME) -> Finding:
        """What does this section of the criminal code say on this day, and is it trafficking?"""
        self._leave_unanswered("criminal_code")

    @question
    def elements(
        self,
        acts: Sequence[str],
        means: Sequence[str],
        purposes: Sequence[str],
        under_18: bool,
        on: date,
        *,
        definition: str = "262a",
        territory: str = HOME,
    ) -> Finding:
        """Are act, means and purpose of a definition of trafficking all present? It advises; a court decides."""
        self._leave_unanswered("elements")

    @question
    def palermo_definition(self, on: date, *, territory: str = HOME) -> Finding:
        """How does the Palermo Protocol define trafficking in persons?"""
        self._leave_unanswered("palermo_definition")

    # --- first contact

    @question
    def health_windows(self, on: date, *, happened: datetime | None = None, territory: str = HOME) -> Finding:
        """Which help for health cannot wait at a first contact, and until when does it work?"""
        self._leave_unanswered("health_windows")

    # --- reads that are not questions about a person

    def extension_reasons(self, on: date) -> tuple[str, ...]:
        """The reasons for which a period may be extended on a day, as codes for a form."""
        self._leave_unanswered("extension_reasons")

    def breaks(self, first: date, last: date) -> tuple[Break, ...]:
        """The breaks within a span of days, oldest first, for the notes beside a table of figures."""
        self._leave_unanswered("breaks")

    # --- the general door

    def ask(self, name: str, on: date | None = None, **facts: object) -> Finding:
        """Put a question by its name. Facts may be given as words (“yes”, “2012-05-01”), as a command line has them.

        Raises `NotAnswered` when the pack has no such question, `FactsMissing` when a fact lacks or cannot be read.
        """
        method = self._questions().get(name)
        if method is None:
            raise NotAnswered(
                f"“{name}” is not a question of this pack. It answers: {', '.join(self._answered_names())}."
            )
        found = method(**arranged(method, on, facts))
        if not isinstance(found, Finding):
            raise TypeError(f"The pack's answer to “{name}” is not a finding.")
        if on is not None and found.on != on:
            raise FactsMissing(
                f"The facts are of {found.on.isoformat()}, the day asked is {on.isoformat()}. Ask for one."
            )
        return found

    def questions(self) -> tuple[Question, ...]:
        """Every question that can be put by its name, and whether this pack answers it."""
        return tuple(
            described(name, method, answered=self._answers(name)) for name, method in sorted(self._questions().items())
        )

    # --- for packs

    def here(self, territory: str) -> None:
        """Stop when the matter belongs to a territory whose law is not in this pack. Raises `OutsideTerritory`."""
        if territory != HOME and territory not in self.territories:
            raise OutsideTerritory(
                f"The law of “{territory}” is not in this pack, only that of {', '.join(sorted(self.territories))}. "
                "Ask an authority or a lawyer there; do not use this country's time limits."
            )

    @staticmethod
    def finding(
        name: str,
        on: date,
        answer: str,
        says: str,
        *reasons: Reason,
        particulars: Mapping[str, Value] = NOTHING,
        facts: Mapping[str, Value] = NOTHING,
        provides: bool = True,
    ) -> Finding:
        """A finding of this pack. `says` must be marked with `N_`, and every reason needs its provisions."""
        return Finding(name, answer, says, reasons, on, particulars, facts, provides)

    def _questions(self) -> dict[str, Callable[..., object]]:
        names = [n for cls in type(self).__mro__ for n, m in vars(cls).items() if getattr(m, "is_question", False)]
        return {name: self._documented(name) for name in dict.fromkeys(names)}

    def _documented(self, name: str) -> Callable[..., object]:
        method = getattr(self, name)
        if not inspect.ismethod(method):
            raise TypeError(f"“{name}” of this pack is not a method.")
        return method

    def _answers(self, name: str) -> bool:
        return getattr(type(self), name) is not getattr(Law, name, None)

    def _answered_names(self) -> list[str]:
        return [name for name in sorted(self._questions()) if self._answers(name)]

    def _leave_unanswered(self, name: str) -> NoReturn:
        raise NotAnswered(f"This country's pack does not answer “{name}”. Ask a lawyer; Mooring does not guess.")
