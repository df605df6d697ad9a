"""The pages of casework: setting and finishing tasks, writing notes, giving and ending access, closing."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mooring.casework import actions
from mooring.casework.addresses import case_address
from mooring.casework.forms import AccessForm, NoteForm, TaskForm
from mooring.casework.models import AlreadySuperseded, Case, Grant, Task
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.references import NoSuchReference, key_of


def set_task(request: HttpRequest, case: Case) -> HttpResponse:
    """Set a task for an officer or a desk."""
    officer = officer_of(request)
    form = initial_or_draft(request, TaskForm, officer=officer, case=case)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        holder = given["holder"]
        actions.set_task(
            by=officer,
            case=case,
            words=given["words"],
            officer=holder if isinstance(holder, Officer) else None,
            desk=None if isinstance(holder, Officer) else holder,
            due_on=given["due_on"],
        )
        sent(request)
        return redirect(case_address(case, open="tasks"))
    return form_page(request, "casework/task_set.html", {"case": case, "form": form})


def finish_task(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """Say that a task is done."""
    if request.method == "POST":
        task = Task.objects.filter(case=case, pk=_key("task", named)).first()
        if task is None:
            raise Http404
        task.case = case
        try:
            actions.finish_task(by=officer_of(request), task=task)
        except AlreadySuperseded:
            messages.info(request, _("Somebody else has done this in the meantime."))
    return redirect(case_address(case, open="tasks"))


def write_note(request: HttpRequest, case: Case) -> HttpResponse:
    """Write a note that only one's own agency reads."""
    officer = officer_of(request)
    form = initial_or_draft(request, NoteForm)
    if request.method == "POST" and form.is_valid():
        actions.write_note(by=officer, case=case, words=form.cleaned_data["words"])
        sent(request)
        return redirect(case_address(case, open="notes"))
    return form_page(request, "casework/note_write.html", {"case": case, "form": form, "agency": officer.agency})


def give_access(request: HttpRequest, case: Case) -> HttpResponse:
    """Give an officer or a desk access to one part of the case."""
    officer = officer_of(request)
    form = initial_or_draft(request, AccessForm, officer=officer)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        holder = given["holder"]
        actions.give_access(
            by=officer,
            case=case,
            compartment=given["compartment"],
            officer=holder if isinstance(holder, Officer) else None,
            desk=None if isinstance(holder, Officer) else holder,
            may_write=given["may_write"],
            as_lead=given["as_lead"],
            until=given["until"],
        )
        sent(request)
        messages.success(request, _("Access is given from now on."))
        return redirect(case_address(case, open="team"))
    return form_page(request, "casework/access_give.html", {"case": case, "form": form})


def end_access(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """End somebody's access, or one's own."""
    if request.method == "POST":
        officer = officer_of(request)
        grant = Grant.objects.running().filter(case=case, pk=_key("grant", named)).first()
        if grant is None:
            raise Http404
        actions.end_access(by=officer, case=case, grant=grant)
        messages.success(request, _("The access has ended."))
        if not Grant.objects.running().held_by(officer).filter(case=case).exists():
            return redirect("cases")
    return redirect(case_address(case, open="team"))


def close(request: HttpRequest, case: Case) -> HttpResponse:
    """Close a case: nothing more is due."""
    if request.method == "POST":
        try:
            actions.close(by=officer_of(request), case=case)
        except actions.NotALawfulMove as not_now:
            messages.error(request, str(not_now))
        return redirect(case_address(case))
    return form_page(request, "casework/close.html", {"case": case})


def _key(kind: str, named: str) -> int:
    try:
        return key_of(kind, named)
    except NoSuchReference:
        raise Http404 from None
