"""Letters to the person about the period: written with a look at the whole first, then opened as PDF; and the feed of clocks."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mooring.casework.attempts import Attempt
from mooring.casework.known import known
from mooring.casework.models import Case
from mooring.casework.named_by_code import language_name
from mooring.referral.calendar_feed import CONTENT_TYPE
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404
from mooring.support import calendar_of_clocks, letters
from mooring.support.actions.period_letter import write_letter
from mooring.support.forms.period_whole import LetterForm
from mooring.support.models import PeriodLetter
from mooring.support.persons_words import direction_of, every_language, letters_missing
from mooring.support.views.period import nothing_to_do

LETTER = "period_letter"


def write(request: HttpRequest, case: Case) -> HttpResponse:
    """Write a letter: looked at first, then kept and opened as PDF."""
    kinds = letters.kinds_for(case)
    if not kinds:
        nothing_to_do(request, case, "reflection.write_letter", _("There is nothing yet that a letter could tell."))
    officer = officer_of(request)
    spoken = known(case, "languages")
    first = spoken[0] if isinstance(spoken, list | tuple) and spoken else "en"
    form = initial_or_draft(request, LetterForm, initial={"kind": kinds[-1], "language": first}, kinds=kinds)
    preview: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            given = form.cleaned_data
            preview = letters.draft(
                case,
                officer,
                given["kind"],
                given["language"],
                neutral=given["neutral"],
                sentence=given["sentence"],
            )
        else:
            written: list[PeriodLetter] = []
            attempt = Attempt(
                request, form, lambda: written.append(write_letter(by=officer, case=case, **form.cleaned_data))
            )
            if attempt.done:
                sent(request)
                return redirect("reflection_letter", case, reference(LETTER, written[0].pk))
    context = {
        "case": case,
        "form": form,
        "preview": preview,
        **(_of_the_preview(preview, form.cleaned_data["language"]) if preview is not None else {}),
        "ours": [language_name(code) for code in every_language()],
    }
    return form_page(request, "support/period_letter.html", context)


def _of_the_preview(preview: dict[str, Any], asked: str) -> dict[str, Any]:
    """What the officer is told of a letter before it is kept: its language, whether it was read by a speaker, what cannot be printed."""
    return {
        "falls_back": asked != preview["language"],
        "language_asked": language_name(asked),
        "direction": direction_of(preview["language"]),
        "not_read_yet": bool(preview["unchecked"]),
        "letters_missing": ", ".join(letters_missing(preview)),
    }


def letter(request: HttpRequest, case: Case, letter: str) -> HttpResponse:
    """A letter as it was written, as PDF; made now and kept nowhere else."""
    row = PeriodLetter.objects.filter(case=case, pk=key_or_404(LETTER, letter)).first()
    if row is None or case.is_erased:
        raise Http404
    row.case = case
    answer = HttpResponse(letters.as_document(row.content()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{letters.FILE_NAME}"'
    return answer


def clocks_fetched(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program fetches: on which days something ends. Without sign-in; the token is all it has."""
    made = calendar_of_clocks.feed(token) if request.method in ("GET", "HEAD") else None
    if made is None:
        raise Http404
    answer = HttpResponse(made, content_type=CONTENT_TYPE)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = 'attachment; filename="clocks.ics"'
    return answer
