"""What a room's view needs so that a half-filled form comes back: after a lost network, a closed page, an ended session.

A draft is kept under the path of the page to which its form is sent. That page must therefore also answer a GET with the form.

    form = initial_or_draft(request, TaskForm)
    if request.method == "POST" and form.is_valid():
        actions.set_task(by=officer, case=case, **form.cleaned_data)
        sent(request)
        return redirect(…)
    return form_page(request, "casework/task.html", {"form": form})
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from mooring.safeguards import drafts
from mooring.safeguards.models import Officer

F = TypeVar("F", bound=forms.BaseForm)


def officer_of(request: HttpRequest) -> Officer:
    """The officer who is signed in; only behind a guarded door."""
    officer = request.user
    assert isinstance(officer, Officer)
    return officer


def initial_or_draft(
    request: HttpRequest,
    form_class: type[F],
    *,
    initial: Mapping[str, Any] | None = None,
    files: bool = False,
    at: str | None = None,
    **kwargs: Any,
) -> F:
    """The form of this page: what was sent; else what was kept of an unfinished one (not yet checked); else `initial`.

    `files`: the form takes files. `at`: the path to which the form is sent, when it is not this page's own. The rest goes to the
    form. The form's attribute `kept_at` is the moment at which the draft was saved, or none.
    """
    if request.method == "POST" and at is None:
        given = form_class(request.POST, request.FILES if files else None, initial=dict(initial or {}), **kwargs)
        given.kept_at = None  # type: ignore[attr-defined]
        return given
    form = form_class(initial=dict(initial or {}), **kwargs)
    path = at or request.path
    officer = officer_of(request)
    kept = drafts.kept(officer, path)
    form.kept_at = drafts.saved_at(officer, path) if kept else None  # type: ignore[attr-defined]
    if kept:
        form.initial.update(_as_typed(form, kept))
    return form


def _as_typed(form: forms.BaseForm, kept: drafts.Fields) -> dict[str, Any]:
    typed = QueryDict(mutable=True)
    for name, values in kept.items():
        typed.setlist(name, values)
    return {
        name: field.widget.value_from_datadict(typed, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if not field.widget.value_omitted_from_data(typed, {}, form.add_prefix(name))
        and not isinstance(field.widget, forms.FileInput | forms.PasswordInput)
    }


def sent(request: HttpRequest, *, at: str | None = None) -> None:
    """Erase the draft of this page's form: it was sent and is done. Call it after the deed, in the same request."""
    drafts.drop(officer_of(request), at or request.path)


def form_page(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page of a form: status 422 when it was sent with a mistake, so that nobody takes it for saved."""
    return render(request, template, dict(context), status=422 if request.method == "POST" else 200)
