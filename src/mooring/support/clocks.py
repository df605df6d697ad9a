"""The clock of a reflection period: from the days given to the last day, the days left, and whose turn it is. Pure.

Days are days of the calendar where the person lives; the first and the last are both whole days of the period. A day is a day
also when the clocks are changed, so nothing here counts hours, except the moment at which the last day is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mooring.casework.stages import Pen
from mooring.law.days import last_day as last_day_of
from mooring.support.states import STATES, PeriodState


@dataclass(frozen=True)
class Clock:
    """A period as it stands on a day. All numbers are whole days; `most` is the longest that the law of the day allows.

    `day_number` is 1 on the first day, 0 before it; `days_left` counts today while the period runs.
    `no_most`: the law sets no most, and the days given are the least. `until_decided`: it goes on until the last decision.
    `taken_back`: the authority has taken it away, on a ground of the law.
    """

    begins: date
    last_day: date
    given: int
    most: int
    today: date
    extension_asked: bool = False
    no_most: bool = False
    until_decided: bool = False
    taken_back: bool = False

    @property
    def day_number(self) -> int:
        """Which day of the period today is, never more than were given."""
        return min(max((self.today - self.begins).days + 1, 0), self.given)

    @property
    def days_left(self) -> int:
        """How many days are left, today included."""
        if self.today < self.begins:
            return self.given
        return max((self.last_day - self.today).days + 1, 0)

    @property
    def may_still_be_given(self) -> int:
        """How many days an extension could add at most, by the law of the day."""
        return max(self.most - self.given, 0)

    @property
    def latest_last_day(self) -> date:
        """The last day, if all that the law allows were given."""
        return last_day_of(self.begins, self.scale)

    @property
    def scale(self) -> int:
        """How many days a picture of the period must hold."""
        return max(self.most, self.given)

    @property
    def state(self) -> PeriodState:
        if self.taken_back:
            return PeriodState.TAKEN_BACK
        if self.today > self.last_day:
            return PeriodState.UNTIL_DECIDED if self.until_decided else PeriodState.ENDED
        if self.extension_asked:
            return PeriodState.EXTENSION_ASKED
        if self.today < self.begins:
            return PeriodState.TO_BEGIN
        if self.no_most:
            return PeriodState.LEAST
        return PeriodState.RUNNING if self.may_still_be_given else PeriodState.LONGEST

    @property
    def turn(self) -> Pen:
        """Whose turn it is."""
        return STATES[self.state].pen


def read_clock(
    begins: date,
    initial_days: int,
    extensions: Sequence[int],
    *,
    most: int | None,
    today: date,
    extension_asked: bool = False,
    until_decided: bool = False,
    concluded_on: date | None = None,
    taken_back: bool = False,
) -> Clock:
    """The clock of a period: its first day, the days given at first, the days of each extension. Raises `ValueError` for no days.

    `most`: none where the law sets no most. `until_decided`: it goes on until the last decision, which was taken on `concluded_on`.
    """
    given = initial_days + sum(extensions)
    last = last_day_of(begins, given)
    if until_decided and concluded_on is not None:
        last = max(last, concluded_on)
        given = (last - begins).days + 1
    goes_on = until_decided and concluded_on is None
    return Clock(
        begins, last, given, given if most is None else most, today, extension_asked, most is None, goes_on, taken_back
    )
