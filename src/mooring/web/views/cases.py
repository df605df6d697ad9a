"""The list of cases, and its export."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from mooring.casework import place_in_list, visible_cases
from mooring.casework import pseudonym as pseudonyms
from mooring.casework.addresses import case_address
from mooring.casework.labels import label, stage_name
from mooring.casework.models import Case
from mooring.casework.stages import STAGES, Stage
from mooring.casework.visible_cases import Position, Wanted
from mooring.safeguards import ledger
from mooring.safeguards.forms_kept import officer_of
from mooring.web.case_lines import lines_of

SIZES = (25, 50, 100)
PLACE = "place_in_list"


class CasesForm(forms.Form):
    """The filters of the list. Everything may stay empty, which need not be said beside each of them."""

    is_a_filter = True

    q = forms.CharField(label=gettext_lazy("Pseudonym, or how it begins"), required=False, max_length=40)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    whose = forms.ChoiceField(
        label=gettext_lazy("Open to"),
        required=False,
        choices=[
            ("", gettext_lazy("Me or my desk")),
            ("mine", gettext_lazy("Me myself")),
            ("desk", gettext_lazy("My desk")),
        ],
    )
    opened_from = forms.DateField(label=gettext_lazy("Opened from"), required=False, widget=forms.DateInput)
    opened_to = forms.DateField(label=gettext_lazy("Opened to"), required=False, widget=forms.DateInput)
    order = forms.ChoiceField(
        label=gettext_lazy("Sorted by"),
        required=False,
        choices=[
            (visible_cases.NEWEST, gettext_lazy("Newest first")),
            (visible_cases.OLDEST, gettext_lazy("Oldest first")),
            (visible_cases.NEXT_DUE, gettext_lazy("Due next (only cases with something due)")),
        ],
    )
    size = forms.TypedChoiceField(
        label=gettext_lazy("On a page"),
        required=False,
        coerce=int,
        empty_value="",
        choices=[(size, str(size)) for size in SIZES],
    )
    overdue = forms.BooleanField(label=gettext_lazy("Only with something overdue"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage = self.fields["stage"]
        assert isinstance(stage, forms.ChoiceField)
        stage.choices = [("", _("All")), *((stage.value, stage_name(stage)) for stage in STAGES)]

    def clean_opened_from(self) -> date | None:
        return _in_our_time(self.cleaned_data["opened_from"])

    def clean_opened_to(self) -> date | None:
        return _in_our_time(self.cleaned_data["opened_to"])

    def filters(self) -> SafeString:
        """The fields below the search field, as they stand on the page. Nothing in them is about a case."""
        chosen = {name: str(self.data[name]) for name in self.fields if name != "q" and name in self.data}
        if self.errors:
            return _filters(chosen)
        return _filters_as_before(get_language() or "en", tuple(chosen.items()))


def _in_our_time(day: date | None) -> date | None:
    if day is not None and not 1900 <= day.year < 2200:
        raise forms.ValidationError(_("Check the year."))
    return day


def _filters(chosen: dict[str, str]) -> SafeString:
    form = CasesForm(chosen)
    return mark_safe("".join(form[name].as_field_group() for name in form.fields if name != "q"))  # noqa: S308


@lru_cache(maxsize=256)
def _filters_as_before(language: str, chosen: tuple[tuple[str, str], ...]) -> SafeString:
    """The same choices make the same fields: seven of them cost as much as a hundred lines of the list."""
    return _filters(dict(chosen))


@dataclass(frozen=True)
class Searched:
    """What was understood of the search field: a whole pseudonym, beginnings of one, or why neither."""

    whole: str = ""
    beginnings: tuple[str, ...] = ()
    problem: str = ""


def understood(typed: str) -> Searched:
    """Read what was typed in any spelling. The last character of a pseudonym checks the others, so that a slip is noticed."""
    prefix = settings.MOORING_PSEUDONYM_PREFIX
    letters = re.sub(r"[^0-9A-Z]", "", typed.upper())
    if not letters:
        return Searched()
    try:
        return Searched(whole=pseudonyms.normalised(typed, prefix))
    except pseudonyms.NotAPseudonym:
        pass
    bodies = [letters[len(prefix) :]] if letters.startswith(prefix) else []
    bodies += [letters] if len(letters) <= pseudonyms.LENGTH else []
    shortest = min(bodies, key=len, default=letters)
    if len(shortest) == pseudonyms.LENGTH + 1:
        return Searched(
            problem=_(
                "A character of this pseudonym is wrong: the last one does not fit the others. Read it once more."
            )
        )
    if len(shortest) > pseudonyms.LENGTH + 1:
        return Searched(
            problem=_("This is longer than a pseudonym, which looks like %(example)s.") % {"example": _example(prefix)}
        )
    if any(letter in "01IO" for letter in shortest[: pseudonyms.LENGTH]):
        return Searched(problem=_("A pseudonym has no 0, 1, I or O, which are easily misread. Read it once more."))
    bodies = [body for body in bodies if body]
    return Searched(
        beginnings=tuple(
            dict.fromkeys(f"{prefix}-{body[:4]}{'-' + body[4:8] if len(body) > 4 else ''}" for body in bodies)
        )
    )


def _example(prefix: str) -> str:
    return f"{prefix}-7Q4M-9T2X-K"


def cases(request: HttpRequest) -> HttpResponse:
    """The list. A whole pseudonym of a case that is open to the officer leads straight to it."""
    officer = officer_of(request)
    form = CasesForm({"order": visible_cases.NEWEST, "size": "50", **request.GET.dict()})
    asked = form.cleaned_data if form.is_valid() else {}
    searched = understood(asked.get("q", ""))
    if searched.whole:
        case = Case.objects.filter(pseudonym=searched.whole).first()
        if case is not None:
            return redirect(case_address(case))
        searched = Searched(problem=_("No case that is open to you has this pseudonym."))
    if searched.problem:
        form.add_error("q", searched.problem)
    wanted = _wanted(asked, searched)
    order = asked.get("order") or visible_cases.NEWEST
    page = visible_cases.Page([], more_before=False, more_after=False)
    if not form.errors:
        page = visible_cases.page_of_cases(
            officer,
            wanted,
            order=order,
            after=_place(request.GET.get("after", "")),
            before=_place(request.GET.get("before", "")),
            size=asked.get("size") or 50,
        )
    ledger.look(officer, "case.list", count=len(page.rows))
    filters = {name: request.GET.get(name, "") for name in form.fields if request.GET.get(name)}
    context = {
        "form": form,
        "rows": page.rows,
        "lines": lines_of(page.rows),
        "order": order,
        "filtered": any(name not in ("order", "size") for name in filters),
        "narrowed": any(name != "q" for name in filters),
        "newer": _link(filters, before=page.rows[0].position) if page.rows and page.more_before else "",
        "older": _link(filters, after=page.rows[-1].position) if page.rows and page.more_after else "",
        "shown": (_("%(count)s shown, there are more") if page.more_after or page.more_before else _("%(count)s shown"))
        % {"count": len(page.rows)},
        "may_export": officer.may("case.export"),
        "export_query": urlencode(filters),
    }
    return render(request, "web/cases.html", context, status=200)


def export(request: HttpRequest) -> HttpResponse:
    """The whole list as CSV, pseudonyms and clocks only; one line in the ledger with the number of cases."""
    officer = officer_of(request)
    form = CasesForm(request.GET.dict())
    if not form.is_valid() or understood(form.cleaned_data["q"]).problem:
        # A filter that is not understood must not take everything along; the list says what is wrong with it.
        return redirect(f"{reverse('cases')}?{urlencode(request.GET.dict())}")
    asked = form.cleaned_data
    order = asked.get("order") or visible_cases.NEWEST
    # Written whole before it is sent: a stream would be read after the officer's transaction has ended.
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(
        [_("Pseudonym"), _("Stage"), _("Opened"), _("Next due"), _("Due"), _("Whose turn"), _("Last change")]
    )
    count = 0
    for row in visible_cases.all_cases(officer, _wanted(asked, understood(asked.get("q", ""))), order=order):
        count += 1
        due = row.next_due
        lines.writerow(
            [
                row.pseudonym,
                stage_name(row.stage) if row.stage else "",
                _iso(row.opened_at),
                label(due.kind) if due else "",
                _iso(due.due_at) if due else "",
                _no_formula(due.pen) if due else "",
                _iso(row.changed_at),
            ]
        )
    ledger.look(officer, "case.export", count=count)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cases-{timezone.localdate().isoformat()}.csv"'
    return response


def _wanted(asked: dict[str, Any], searched: Searched) -> Wanted:
    return Wanted(
        stage=Stage(asked["stage"]) if asked.get("stage") else None,
        whose=asked.get("whose", ""),
        opened_from=asked.get("opened_from"),
        opened_to=asked.get("opened_to"),
        overdue=asked.get("overdue", False),
        beginnings=(searched.whole,) if searched.whole else searched.beginnings,
    )


def _link(filters: dict[str, str], **places: Position) -> str:
    return "?" + urlencode(
        filters | {name: place_in_list.written(PLACE, place.moment, place.case_key) for name, place in places.items()}
    )


def _place(given: str) -> Position | None:
    """A place in the list as a link carries it; none when it was not written by us."""
    read = place_in_list.read(PLACE, given)
    return Position(*read) if read is not None else None


def _no_formula(name: str) -> str:
    """A name as a spreadsheet may open it: one that it might take for a formula gets an apostrophe before it."""
    return f"'{name}" if name.startswith(("=", "+", "-", "@", "\t", "\r")) else name


def _iso(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""
