"""The hotline's pages for tips: what waits, one tip with its messages and files, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.attempts import done
from mooring.casework.documents.handing_out import NOTHING_RUNS
from mooring.hotline.actions import tips as actions
from mooring.hotline.forms.tips import AnswerForm, CloseTipForm, PoliceForm, TipSignalForm
from mooring.hotline.models.tips import Tip, TipFile
from mooring.hotline.tips import reading
from mooring.hotline.tips.states import STATE_TABLE
from mooring.identification import regions
from mooring.safeguards import ledger
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Officer
from mooring.safeguards.rows_by_name import key_or_404

ON_A_PAGE = 50


def tips(request: HttpRequest) -> HttpResponse:
    """The tips, those that wait for the hotline first. They cannot be searched."""
    officer = officer_of(request)
    page = Paginator(Tip.objects.in_turn(), ON_A_PAGE).get_page(request.GET.get("page"))
    ledger.look(officer, "tip.list", count=len(page.object_list))
    context = {
        "rows": page.object_list,
        "newer": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "older": f"?page={page.next_page_number()}" if page.has_next() else "",
        "figures": reading.figures(),
    }
    return render(request, "hotline/tips.html", context)


def tip(request: HttpRequest, tip: str) -> HttpResponse:
    """One tip: what was written back and forth, the files, and what may be done now."""
    officer = officer_of(request)
    given = _tip(officer, tip, "tip.look")
    ledger.look(officer, "tip.look", count=1)
    at = reverse("tip_answer", args=[given.reference])
    context = {
        "tip": given,
        "entries": reading.entries(given),
        "answer_at": at,
        "form": initial_or_draft(request, AnswerForm, at=at),
        "may": {move.target for move in STATE_TABLE.moves_from(given.state, "hotline")},
    }
    return render(request, "hotline/tip.html", context)


def tip_file(request: HttpRequest, tip: str, file: str) -> HttpResponse:
    """The picture of a file's first page, or with `?copy` the file itself to be saved; nothing of it runs in a browser."""
    officer = officer_of(request)
    given = _tip(officer, tip, "tip.look")
    row = TipFile.objects.select_related("tip").filter(tip=given, pk=key_or_404("tip_file", file)).first()
    preview = "copy" not in request.GET
    if row is None:
        raise Http404
    try:
        content = reading.content_of(row, preview=preview)
    except CannotOpen:
        raise Http404 from None
    ledger.look(officer, "tip.look", count=1)
    answer = HttpResponse(content, content_type="image/webp" if preview else "application/octet-stream")
    if not preview:
        answer["Content-Disposition"] = f'attachment; filename="file-1{reading.ending_of(row)}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = NOTHING_RUNS
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def tip_answer(request: HttpRequest, tip: str) -> HttpResponse:
    """Answer whoever wrote."""
    return _form(
        request,
        tip,
        "tip.answer",
        AnswerForm,
        lambda by, given, told: actions.answer_tip(by=by, tip=given, **told),
        heading=gettext_lazy("Answer the tip"),
        button=gettext_lazy("Send the answer"),
    )


def tip_signal(request: HttpRequest, tip: str) -> HttpResponse:
    """Make a signal of a tip."""
    return _form(
        request,
        tip,
        "tip.become_signal",
        TipSignalForm,
        lambda by, given, told: actions.make_signal_of_tip(by=by, tip=given, **told),
        start=lambda given: {
            "danger_now": "not_known",
            "region": regions.UNKNOWN,
            "words": reading.words_of(given),
        },
        heading=gettext_lazy("Make a signal of the tip"),
        button=gettext_lazy("Make the signal"),
    )


def tip_close(request: HttpRequest, tip: str) -> HttpResponse:
    """Close a tip."""
    return _form(
        request,
        tip,
        "tip.close",
        CloseTipForm,
        lambda by, given, told: actions.close_tip(by=by, tip=given, **told),
        heading=gettext_lazy("Close the tip"),
        button=gettext_lazy("Close it"),
    )


def tip_police(request: HttpRequest, tip: str) -> HttpResponse:
    """Note that something of a tip was told to the police, on one of three grounds."""
    return _form(
        request,
        tip,
        "tip.pass_to_police",
        PoliceForm,
        lambda by, given, told: actions.note_passed_to_police(by=by, tip=given, **told),
        heading=gettext_lazy("Note what was told to the police"),
        button=gettext_lazy("Note it"),
    )


def tip_person(request: HttpRequest, tip: str) -> HttpResponse:
    """Mark that a tip names a person whom the mechanism does not know."""
    return _form(
        request,
        tip,
        "tip.mark_person",
        forms.Form,
        lambda by, given, _told: actions.mark_that_it_names_a_person(by=by, tip=given),
        heading=gettext_lazy("It names a person whom the mechanism does not know"),
        button=gettext_lazy("Mark it"),
        why=gettext_lazy(
            "The tip is a record about that person, who knows nothing of it: it is erased 30 days after the last message, nobody can"
            " search it, and nothing goes to the police but on one of the three grounds."
        ),
    )


def tip_key(request: HttpRequest) -> HttpResponse:
    """Make a new key to which tips are sealed; for an administrator, who can open none of them."""
    officer = officer_of(request)
    form = initial_or_draft(request, forms.Form)
    if done(request, form, lambda: actions.renew_tip_key(by=officer)):
        sent(request)
        return redirect(f"{reverse('tip_key')}?done=1")
    return form_page(request, "hotline/tip_key.html", {"form": form, "done": "done" in request.GET})


def _form(
    request: HttpRequest,
    named: str,
    verb: str,
    form_class: type[forms.Form],
    deed: Callable[[Officer, Tip, dict[str, Any]], object],
    *,
    start: Callable[[Tip], dict[str, Any]] | None = None,
    **words: Any,
) -> HttpResponse:
    officer = officer_of(request)
    given = _tip(officer, named, verb)
    initial = start(given) if start and request.method != "POST" else {}
    form = initial_or_draft(request, form_class, initial=initial)
    if done(request, form, lambda: deed(officer, given, form.cleaned_data)):
        sent(request)
        return redirect("tip", tip=given.reference)
    if initial:
        ledger.look(officer, "tip.look", count=1)
    return form_page(request, "hotline/tip_form.html", {"form": form, "tip": given} | words)


def _tip(officer: Officer, reference: str, verb: str) -> Tip:
    found = Tip.objects.filter(reference=reference).first()
    if found is None:
        raise Refused(Refusal(Why.UNSEEN, verb, _("There is no such tip.")), officer)
    return found
