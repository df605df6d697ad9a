"""The lines of the list of cases, written out at once.

A hundred lines through the template language cost more than everything else of the page together: here what all lines share (words,
address, the days that come again) is made once, and every value is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mooring.casework.labels import label, stage_name
from mooring.casework.visible_cases import NextDue, Row

ANY = "AA-AAAA-AAAA-A"  # stands in an address where a pseudonym goes


@lru_cache(maxsize=4096)
def _in_words(day: date, language: str) -> str:
    """A day as it is written in the language of the page, which is `language`."""
    return escape(date_format(day, "DATE_FORMAT"))


class _Words:
    """What the lines of one page share, in the language of the page."""

    def __init__(self) -> None:
        self.before, self.after = escape(reverse("case", args=[ANY])).split(ANY)
        self.case, self.stage, self.opened = escape(_("Case")), escape(_("Stage")), escape(_("Opened"))
        self.due, self.changed = escape(_("Next due")), escape(_("Last change"))
        self.overdue = f' <span class="badge badge-error">{escape(_("Overdue"))}</span>'
        self.nothing_due = f'<span class="quiet">{escape(_("Nothing due"))}</span>'
        self._zone = timezone.get_current_timezone()
        self._language = get_language() or "en"
        self._names: dict[tuple[object, str], str] = {}

    def time(self, moment: datetime | None) -> str:
        """A moment as its day in words, with the exact one for machines."""
        if moment is None:
            return '<span class="quiet">–</span>'
        here = moment.astimezone(self._zone)
        return f'<time datetime="{here.isoformat()}">{_in_words(here.date(), self._language)}</time>'

    def stage_of(self, code: str) -> str:
        return self._named(stage_name, code) if code else ""

    def next_due(self, due: NextDue | None) -> str:
        if due is None:
            return self.nothing_due
        late = self.overdue if due.is_overdue else ""
        return f'{self._named(label, due.kind)}{late}<br><span class="small">{self.time(due.due_at)} · {escape(due.pen)}</span>'

    def _named(self, names: object, code: str) -> str:
        if (names, code) not in self._names:
            assert callable(names)
            self._names[names, code] = escape(str(names(code)))
        return self._names[names, code]


def lines_of(rows: Iterable[Row]) -> SafeString:
    """The body of the table, one `<tr>` a case."""
    words = _Words()
    return mark_safe("".join(_line(row, words) for row in rows))  # noqa: S308 (every value is escaped)


def _line(row: Row, words: _Words) -> str:
    pseudonym = escape(row.pseudonym)
    return (
        f'<tr><th scope="row" data-title="{words.case}"><a class="pseudonym" href="{words.before}{pseudonym}{words.after}">'
        f'{pseudonym}</a></th><td data-title="{words.stage}">{words.stage_of(row.stage)}</td>'
        f'<td data-title="{words.opened}">{words.time(row.opened_at)}</td>'
        f'<td data-title="{words.due}">{words.next_due(row.next_due)}</td>'
        f'<td data-title="{words.changed}">{words.time(row.changed_at)}</td></tr>\n'
    )
