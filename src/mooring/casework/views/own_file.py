"""The pages of the person's own file: asked for, looked through, downloaded in the officer's hands, handed over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mooring.casework import attempts
from mooring.casework.actions import own_file as actions
from mooring.casework.actions.team import leads
from mooring.casework.addresses import case_address
from mooring.casework.house_rule import house_rule
from mooring.casework.known import known
from mooring.casework.models import Case, OwnFilePrepared, OwnFileRequest
from mooring.casework.own_file import made, sections
from mooring.casework.own_file_forms import HandOverForm, PrepareForm, RequestForm
from mooring.law import NotAnswered
from mooring.safeguards import clock
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent


def request_file(request: HttpRequest, case: Case) -> HttpResponse:
    """Note that the person asked for the own file."""
    officer = officer_of(request)
    form = initial_or_draft(request, RequestForm, initial={"asked_on": clock.today()})
    if attempts.done(request, form, lambda: actions.request_own_file(by=officer, case=case, **form.cleaned_data)):
        sent(request)
        messages.success(request, _("It is noted, and due on the day that the law sets."))
        return redirect(case_address(case, open="own_file"))
    return form_page(request, "casework/own_file_request.html", {"case": case, "form": form})


def prepare(request: HttpRequest, case: Case) -> HttpResponse:
    """Look through every part of the file."""
    officer = officer_of(request)
    _only_a_lead(request, case)
    found = sections(officer, case)
    try:
        grounds = settings.MOORING_COUNTRY.law.access_grounds(clock.today())
    except NotAnswered:
        grounds = ()
    start = {"language": _language_for(case)}
    form = initial_or_draft(request, PrepareForm, initial=start, found=found, grounds=grounds)

    def deed() -> object:
        included, withheld = form.choice()
        return actions.prepare_own_file(
            by=officer, case=case, language=form.cleaned_data["language"], included=included, withheld=withheld
        )

    if attempts.done(request, form, deed):
        sent(request)
        return redirect("own_file", case)
    context = {
        "case": case,
        "form": form,
        "rows": form.rows(),
        "elsewhere": made.elsewhere(officer, case),
        "asked": OwnFileRequest.objects.standing().filter(case=case).exists(),
    }
    return form_page(request, "casework/own_file_prepare.html", context)


def ready(request: HttpRequest, case: Case) -> HttpResponse:
    """The file is ready: how it is handed over, and how to open it."""
    officer = officer_of(request)
    prepared = _prepared(case)
    choice = prepared.choice()
    found = sections(officer, case)
    now = {part.key for section in found for part in section.parts}
    added = len(now - set(choice["in"]) - choice["out"].keys())
    is_lead = leads(officer, case)
    context = {
        "case": case,
        "prepared": prepared,
        "added": added,
        "leads": is_lead,
        "not_printed": made.content(officer, case, prepared)["not_printed"] if is_lead else {},
        "with_copies": any(
            part.kind in ("document", "paper") and part.key in choice["in"]
            for section in found
            for part in section.parts
        ),
        "may_hand_over": officer.may("own_file.hand_over"),
    }
    return render(request, "casework/own_file_ready.html", context)


def as_document(request: HttpRequest, case: Case) -> HttpResponse:
    """The file to read and print, made now and kept nowhere."""
    return _download(request, case, made.as_document, "application/pdf", "file.pdf")


def as_data(request: HttpRequest, case: Case) -> HttpResponse:
    """The file as data, made now and kept nowhere."""
    return _download(request, case, made.as_data, "application/json", "file.json")


def hand_over(request: HttpRequest, case: Case) -> HttpResponse:
    """Note that it was handed over."""
    officer = officer_of(request)
    form = initial_or_draft(request, HandOverForm)
    if attempts.done(request, form, lambda: actions.hand_over_own_file(by=officer, case=case, **form.cleaned_data)):
        sent(request)
        messages.success(request, _("It is noted that the person has the own file."))
        return redirect(case_address(case, open="own_file"))
    return form_page(request, "casework/own_file_hand_over.html", {"case": case, "form": form})


def _download(
    request: HttpRequest, case: Case, make: Callable[[dict[str, Any]], bytes], kind: str, name: str
) -> HttpResponse:
    _only_a_lead(request, case)
    body = make(made.content(officer_of(request), case, _prepared(case)))
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _only_a_lead(request: HttpRequest, case: Case) -> None:
    officer = officer_of(request)
    if not leads(officer, case):
        raise house_rule(
            "own_file.prepare",
            officer,
            case,
            _("The own file is prepared by a lead of the case."),
            _("See Team on the case page."),
        )


def _prepared(case: Case) -> OwnFilePrepared:
    prepared: OwnFilePrepared | None = OwnFilePrepared.objects.standing().filter(case=case).first()
    if prepared is None or case.is_erased:
        raise Http404
    prepared.case = case
    return prepared


def _language_for(case: Case) -> str:
    """A language of the person in which there are headings, else English."""
    spoken = known(case, "languages")
    ours = [code for code, _name in settings.LANGUAGES]
    wanted = [code for code in spoken if code in ours] if isinstance(spoken, list) else []
    return wanted[0] if wanted else "en" if "en" in ours else (get_language() or "en")
