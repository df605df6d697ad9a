"""The administrator's pages of the directory: what an agency is, what it is charged with, and bringing a country's directory in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mooring.referral import actions
from mooring.referral.forms.mandates import DescriptionForm, MandateCorrection, MandateEndForm, MandateForm
from mooring.referral.models import AgencyDescription, Mandate, QuickerHand
from mooring.referral.service_codes import service_label
from mooring.referral.views.directory import MANDATE, agency_coded
from mooring.safeguards import clock
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.rows_by_name import key_or_404

FORM = "referral/directory/entry_form.html"


def describe(request: HttpRequest, agency: str) -> HttpResponse:
    """Say what an agency is from a day on."""
    named = agency_coded(agency)
    before = AgencyDescription.objects.standing().filter(agency=named, struck=False).order_by("-since").first()
    initial = {**(DescriptionForm.of(before) if before else {}), "since": clock.today()}
    form = initial_or_draft(request, DescriptionForm, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe_agency(by=officer_of(request), agency=named, **form.told())
        except QuickerHand:
            form.add_error(None, _quicker())
        else:
            sent(request)
            messages.success(request, _("This is what the agency is from that day on; what was before stays written."))
            return redirect("directory_agency", agency=named.code)
    return form_page(request, FORM, {"form": form, "heading": _("What the agency is"), "agency": named})


def give(request: HttpRequest, agency: str) -> HttpResponse:
    """Charge an agency with a service."""
    named = agency_coded(agency)
    form = initial_or_draft(request, MandateForm, initial={"since": clock.today()}, agency=named)
    if request.method == "POST" and form.is_valid():
        actions.give_mandate(by=officer_of(request), agency=named, **form.told())
        sent(request)
        messages.success(request, _("The agency is charged with this. Who asks who takes it up finds it now."))
        return redirect("directory_agency", agency=named.code)
    return form_page(request, FORM, {"form": form, "heading": _("New mandate"), "agency": named})


def correct(request: HttpRequest, named: str) -> HttpResponse:
    """Put right what was entered wrongly about a mandate."""
    mandate = _mandate(named)
    form = initial_or_draft(request, MandateCorrection, initial=MandateForm.of(mandate), agency=mandate.agency)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_mandate(by=officer_of(request), mandate=mandate, **form.told())
        except QuickerHand:
            form.add_error(None, _quicker())
        else:
            sent(request)
            messages.success(request, _("Corrected. What stood before stays written."))
            return redirect("directory_agency", agency=mandate.agency.code)
    return form_page(request, FORM, {"form": form, "heading": _("Correct a mandate"), "agency": mandate.agency})


def end(request: HttpRequest, named: str) -> HttpResponse:
    """End a mandate."""
    mandate = _mandate(named)
    form = initial_or_draft(request, MandateEndForm, initial={"until": clock.today()}, mandate=mandate)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_mandate(by=officer_of(request), mandate=mandate, until=form.cleaned_data["until"])
        except QuickerHand:
            form.add_error(None, _quicker())
        else:
            sent(request)
            messages.success(request, _("The mandate has its last day. Look at gaps, whether nobody does this now."))
            return redirect("directory_agency", agency=mandate.agency.code)
    heading = _("End a mandate: %(service)s") % {"service": service_label(mandate.service)}
    return form_page(request, FORM, {"form": form, "heading": heading, "agency": mandate.agency})


def load(request: HttpRequest) -> HttpResponse:
    """Bring the country's directory in: on POST; what is here already stays as it is."""
    told = settings.MOORING_COUNTRY.directory
    if request.method != "POST":
        return render(request, "referral/directory/load.html", {"told": told})
    if told is None:
        raise Http404
    loaded = actions.load_directory(by=officer_of(request), directory=told)
    messages.success(
        request,
        ngettext("%(agencies)s new agency.", "%(agencies)s new agencies.", loaded.agencies)
        % {"agencies": loaded.agencies}
        + " "
        + ngettext("%(mandates)s new mandate.", "%(mandates)s new mandates.", loaded.mandates)
        % {"mandates": loaded.mandates},
    )
    return redirect("directory")


def _mandate(named: str) -> Mandate:
    """The standing mandate that a page names. Raises `Http404`."""
    found = Mandate.objects.select_related("agency", "desk", "contract_with", "superseded_by")
    mandate: Mandate | None = found.standing().filter(pk=key_or_404(MANDATE, named), struck=False).first()
    if mandate is None:
        raise Http404
    return mandate


def _quicker() -> str:
    return _("A colleague changed this in the meantime. Open the agency again and look; what you typed is kept.")
