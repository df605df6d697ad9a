"""The administrator's pages about agencies and their desks: added and renamed, never removed."""

from __future__ import annotations

from anyascii import anyascii
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from mooring.safeguards import actions, clock, ledger
from mooring.safeguards.forms import AgencyForm, NameForm
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Agency, Desk

CODE_LENGTH = 50


def agencies(request: HttpRequest) -> HttpResponse:
    """The directory: every agency with its desks and how many serve there now."""
    now = clock.now()
    serving = Count(
        "postings",
        filter=Q(postings__since__lte=now, postings__officer__is_active=True)
        & (Q(postings__until=None) | Q(postings__until__gt=now)),
    )
    desks: dict[int, list[Desk]] = {}
    for desk in Desk.objects.annotate(serving=serving):
        desks.setdefault(desk.agency_id, []).append(desk)
    everybody = list(Agency.objects.all())
    rows = [{"agency": agency, "desks": desks[agency.pk]} for agency in everybody if agency.pk in desks]
    without = [agency for agency in everybody if agency.pk not in desks]
    ledger.look(officer_of(request), "agency.list", count=len(everybody))
    return render(request, "safeguards/agencies.html", {"rows": rows, "without": without})


def new(request: HttpRequest) -> HttpResponse:
    """Add an agency."""
    form = initial_or_draft(request, AgencyForm)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        taken = set(Agency.objects.values_list("code", flat=True))
        added = actions.add_agency(
            by=officer_of(request), code=code_for(name, taken), name=name, kind=form.cleaned_data["kind"]
        )
        sent(request)
        messages.success(request, _("The agency is in the directory. Give it a desk, so that people can serve there."))
        return redirect("desk_new", added.code)
    return form_page(request, "safeguards/directory_form.html", {"form": form, "heading": _("New agency")})


def rename(request: HttpRequest, agency: str) -> HttpResponse:
    """Give an agency another name."""
    named = _agency(agency)
    form = initial_or_draft(request, NameForm, initial={"name": named.name})
    if request.method == "POST" and form.is_valid():
        actions.rename_agency(by=officer_of(request), agency=named, name=form.cleaned_data["name"])
        sent(request)
        messages.success(request, _("The name is changed."))
        return redirect("agencies")
    return form_page(
        request, "safeguards/directory_form.html", {"form": form, "heading": _("Another name"), "about": named.name}
    )


def new_desk(request: HttpRequest, agency: str) -> HttpResponse:
    """Add a desk to an agency."""
    at = _agency(agency)
    form = initial_or_draft(request, NameForm)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        taken = set(Desk.objects.values_list("code", flat=True))
        actions.add_desk(by=officer_of(request), agency=at, code=code_for(f"{at.code}-{name}", taken), name=name)
        sent(request)
        messages.success(request, _("The desk is there. Now officers can be posted at it."))
        return redirect("agencies")
    return form_page(
        request, "safeguards/directory_form.html", {"form": form, "heading": _("New desk"), "about": at.name}
    )


def rename_desk(request: HttpRequest, desk: str) -> HttpResponse:
    """Give a desk another name."""
    named = Desk.objects.filter(code=desk).first()
    if named is None:
        raise Http404
    form = initial_or_draft(request, NameForm, initial={"name": named.name})
    if request.method == "POST" and form.is_valid():
        actions.rename_desk(by=officer_of(request), desk=named, name=form.cleaned_data["name"])
        sent(request)
        messages.success(request, _("The name is changed."))
        return redirect("agencies")
    return form_page(
        request, "safeguards/directory_form.html", {"form": form, "heading": _("Another name"), "about": str(named)}
    )


def code_for(name: str, taken: set[str]) -> str:
    """A short code for addresses, out of a name in any script, that nobody has yet."""
    plain = slugify(anyascii(name))[:CODE_LENGTH] or "agency"
    code, number = plain, 2
    while code in taken:
        code, number = f"{plain}-{number}", number + 1
    return code


def _agency(code: str) -> Agency:
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise Http404
    return agency
