"""The pages of what waits in a case: tasks and notes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mooring.casework import actions
from mooring.casework.addresses import case_address
from mooring.casework.forms import NoteForm, TaskForm
from mooring.casework.models import AlreadySuperseded, Case, Task
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.rows_by_name import key_or_404


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
        task = Task.objects.filter(case=case, pk=key_or_404("task", named)).first()
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
