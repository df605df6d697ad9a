"""The questions a referral mechanism puts to the law of its country.

A country pack extends `Law` and answers what it can; every question it leaves alone raises `NotAnswered`. Each question
takes the territory of the matter: a territory whose law is not in the pack raises `OutsideTerritory`.
"""

import inspect
from collections.abc import Callable, Mapping
from datetime import date, datetime

from mooring.law.breaks import Break
from mooring.law.children import Children
from mooring.law.crime import Crime
from mooring.law.findings import NOTHING, Finding, Reason
from mooring.law.housing import Housing
from mooring.law.information import Information
from mooring.law.offered import Services
from mooring.law.parameters import Parameters
from mooring.law.permits import Permits
from mooring.law.police_measures import PoliceMeasures
from mooring.law.prepared_return import PreparedReturn
from mooring.law.protection import Protection
from mooring.law.questions import Question, arranged, described, question
from mooring.law.redress import Redress
from mooring.law.refusals import FactsMissing, NotAnswered, OutsideTerritory
from mooring.law.residence import ResidenceBasis
from mooring.law.sharing import Sharing
from mooring.law.unanswered import HOME, leave_unanswered
from mooring.law.ways_in import WaysIn
from mooring.law.words import Value

__all__ = ["HOME", "Law"]


class Law(
    WaysIn,
    Protection,
    PoliceMeasures,
    Sharing,
    Crime,
    Permits,
    Services,
    Information,
    Redress,
    Children,
    Housing,
    PreparedReturn,
):
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
        facing_removal: bool | None = None,
        territory: str = HOME,
    ) -> Finding:
        """Which authority assesses whether this person is a victim of trafficking?

        `facing_removal`: detained under immigration powers, or a removal or deportation is under way; a law that does
        not ask for it leaves it aside.
        """
        leave_unanswered("competent_authority")

    @question
    def who_may_converse(self, on: date, *, territory: str = HOME) -> Finding:
        """Who may hold the clarifying conversation?"""
        leave_unanswered("who_may_converse")

    # --- identification

    @question
    def legal_test(self, on: date, *, stage: str = "", territory: str = HOME) -> Finding:
        """What must the authority be able to say before it identifies somebody as a victim?

        `stage` is one of `identification_stages`; left out, the last of them.
        """
        leave_unanswered("legal_test")

    @question
    def identification_outcomes(self, on: date, *, stage: str = "", territory: str = HOME) -> Finding:
        """With what outcomes can an identification end? `stage` left out: the last of `identification_stages`."""
        leave_unanswered("identification_outcomes")

    @question
    def four_eyes(self, same_officer: bool, on: date, *, territory: str = HOME) -> Finding:
        """May the officer who filled in the form also decide?"""
        leave_unanswered("four_eyes")

    @question
    def age_presumption(self, stated_age: int | None, in_doubt: bool, on: date, *, territory: str = HOME) -> Finding:
        """Is this person to be treated as a child? `in_doubt`: the age is uncertain and she may be a child."""
        leave_unanswered("age_presumption")

    @question
    def removal(
        self, assessment_open: bool, on: date, *, stage: str = "", excluded: bool = False, territory: str = HOME
    ) -> Finding:
        """May the person be removed from the country while the assessment is open?

        `stage`: the decision that is waited for, one of `identification_stages`. `excluded`: the authority has taken
        the protection away, where the law lets it (see `exclusion`).
        """
        leave_unanswered("removal")

    @question
    def detention_clock(self, started: datetime, *, territory: str = HOME) -> Finding:
        """When must a detention that began at this moment have ended? The moment must say its time zone."""
        leave_unanswered("detention_clock")

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
        bad_faith: bool = False,
        begins: date | None = None,
        concluded_on: date | None = None,
        territory: str = HOME,
    ) -> Finding:
        """What period does the law give to recover and reflect, how long at first and in all, and how does it begin?

        `identified`: the status on which the period hangs has been found; in a law of two stages that is the first.
        `bad_faith`: the status is claimed improperly. `concluded_on`: the day of the last decision, where the period
        runs until then. Particulars: `initial_days` always; `total_days` only where the law sets a most; `open_ended`
        where it runs until a decision.
        """
        leave_unanswered("reflection_period")

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
        leave_unanswered("reflection_extension")

    @question
    def reflection_revocation(self, on: date, *, territory: str = HOME) -> Finding:
        """May a reflection period that was granted be taken back?"""
        leave_unanswered("reflection_revocation")

    @question
    def reflection_suspension(self, on: date, *, territory: str = HOME) -> Finding:
        """May the days of a reflection period be stopped for a time?"""
        leave_unanswered("reflection_suspension")

    # --- first contact

    @question
    def health_windows(self, on: date, *, happened: datetime | None = None, territory: str = HOME) -> Finding:
        """Which help for health cannot wait at a first contact, and until when does it work?"""
        leave_unanswered("health_windows")

    # --- how long data are kept, and the right to one's own file

    @question
    def retention(
        self, data_class: str, controller: str, on: date, *, begins: date | None = None, territory: str = HOME
    ) -> Finding:
        """How long is this class of data kept by this kind of agency, and what happens at the end?"""
        leave_unanswered("retention")

    @question
    def right_of_access(
        self, on: date, *, asked_on: date | None = None, law_enforcement: bool = False, territory: str = HOME
    ) -> Finding:
        """May the person have her or his own file, and by when?"""
        leave_unanswered("right_of_access")

    @question
    def access_withheld(self, ground: str, on: date, *, territory: str = HOME) -> Finding:
        """May a part of one's own file be withheld on this ground?"""
        leave_unanswered("access_withheld")

    # --- reads that are not questions about a person

    def is_state_body(self, kind: str, on: date) -> bool:
        """Whether an agency of this kind is an authority that may not delete without the archives."""
        leave_unanswered("is_state_body")

    def access_grounds(self, on: date) -> tuple[str, ...]:
        """The grounds on which a part of one's own file may be withheld on a day, as codes for a form."""
        leave_unanswered("access_grounds")

    def extension_reasons(self, on: date) -> tuple[str, ...]:
        """The reasons for which a period may be extended on a day, as codes for a form."""
        leave_unanswered("extension_reasons")

    def breaks(self, first: date, last: date) -> tuple[Break, ...]:
        """The breaks within a span of days, oldest first, for the notes beside a table of figures."""
        leave_unanswered("breaks")

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
            described(name, method, answered=self.answers(name)) for name, method in sorted(self._questions().items())
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

    def answers(self, name: str) -> bool:
        """Whether this pack answers a question at all, whatever the day."""
        return getattr(type(self), name) is not getattr(Law, name, None)

    def _answered_names(self) -> list[str]:
        return [name for name in sorted(self._questions()) if self.answers(name)]
