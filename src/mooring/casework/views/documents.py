"""The pages of documents. A document in a part of the case that is not open to the officer does not exist for her."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mooring.casework import actions
from mooring.casework.addresses import case_address
from mooring.casework.attempts import done
from mooring.casework.compartments import Compartment
from mooring.casework.documents import handing_out, storage
from mooring.casework.documents.forms import DocumentForm, WithdrawForm, parts_to_write
from mooring.casework.documents.uploading import was_too_large
from mooring.casework.models import Case, Document
from mooring.safeguards import ledger
from mooring.safeguards.access import Refused, Why, access
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404


def write_document(request: HttpRequest, case: Case) -> HttpResponse:
    """Keep a document of the case."""
    officer = officer_of(request)
    form = initial_or_draft(
        request, DocumentForm, files=True, officer=officer, case=case, was_too_large=was_too_large(request)
    )
    if done(
        request,
        form,
        lambda: actions.keep_document(by=officer, case=case, received=form.received, **form.cleaned_data),
    ):
        sent(request)
        return redirect(case_address(case, open="documents"))
    context = {
        "case": case,
        "form": form,
        "parts": parts_to_write(officer, case),
        "may_papers": _may_papers(officer, case),
    }
    return form_page(request, "casework/document_write.html", context)


def replace_document(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """Put a later document in the place of one; the earlier stays to be looked at."""
    officer = officer_of(request)
    document = _document(officer, case, named, "document.write", writing=True)
    initial = {"kind": document.kind, "title": document.words("title"), "compartment": document.compartment}
    form = initial_or_draft(
        request,
        DocumentForm,
        initial=initial,
        files=True,
        officer=officer,
        case=case,
        fixed=document.compartment,
        was_too_large=was_too_large(request),
    )
    if done(
        request,
        form,
        lambda: actions.keep_document(
            by=officer, case=case, received=form.received, instead_of=document, **form.cleaned_data
        ),
    ):
        sent(request)
        return redirect(case_address(case, open="documents"))
    ledger.look(officer, "document.write", case_key=case.pk, compartment=document.compartment)
    context = {"case": case, "form": form, "parts": [document.compartment], "replacing": True}
    return form_page(request, "casework/document_write.html", context)


def withdraw_document(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """Say that a document no longer counts."""
    officer = officer_of(request)
    document = _document(officer, case, named, "document.withdraw", writing=True)
    form = initial_or_draft(request, WithdrawForm)
    if done(
        request,
        form,
        lambda: actions.withdraw_document(by=officer, document=document, because=form.cleaned_data["because"]),
    ):
        sent(request)
        return redirect(case_address(case, open="documents"))
    return form_page(request, "casework/document_withdraw.html", {"case": case, "form": form})


def show_document(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """A document: what it is, its pages as pictures, and what can be done with it."""
    officer = officer_of(request)
    document = _document(officer, case, named, "document.look")
    _looked(officer, "document.look", document)
    writes = case.held_by(officer).get(document.compartment, False) and document.superseded_by_id is None
    context = {
        "case": case,
        "document": document,
        "named": reference("document", document.pk),
        "title_words": document.words("title"),
        "why_not_shown": handing_out.why_not_shown(document),
        "part": Compartment(document.compartment).label,
        "may_have_original": officer.may("document.original"),
        "may_replace": writes and officer.may("document.write"),
        "may_withdraw": writes and officer.may("document.withdraw"),
    }
    return render(request, "casework/document.html", context)


def show_page(request: HttpRequest, case: Case, named: str, number: int) -> HttpResponse:
    """One page of a document, as a picture."""
    officer = officer_of(request)
    document = _document(officer, case, named, "document.look")
    return _handed_out(officer, "document.look", document, handing_out.picture(document, number))


def download_copy(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """The copy without metadata."""
    officer = officer_of(request)
    document = _document(officer, case, named, "document.look")
    return _handed_out(officer, "document.look", document, handing_out.download(document, storage.COPY))


def original(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """What to know before the original is downloaded, and then the original as it came in."""
    officer = officer_of(request)
    document = _document(officer, case, named, "document.original", also_withdrawn=True)
    if request.method == "POST":
        return _handed_out(officer, "document.original", document, handing_out.download(document, storage.ORIGINAL))
    context = {"case": case, "named": reference("document", document.pk), "whole": storage.whole(document)}
    return render(request, "casework/document_original.html", context)


def _document(
    officer: Officer, case: Case, named: str, verb: str, *, writing: bool = False, also_withdrawn: bool = False
) -> Document:
    """The document of that name, if it is open to the officer; else there is no such page, whatever the reason."""
    document: Document | None = (
        Document.objects.filter(case=case, pk=key_or_404("document", named), storage_name__isnull=False)
        .select_related("recorded_by", "superseded_by")
        .first()
    )
    if document is None:
        raise Http404
    document.case = case
    refusal = access(officer, verb, document, compartment=document.compartment, writing=writing)
    if refusal is not None:
        raise Refused(replace(refusal, why=Why.UNSEEN), officer, case.pk)
    later: Any = document.superseded_by
    if later is not None and ((later.withdrawn_at is not None and not also_withdrawn) or writing):
        raise Http404
    return document


def _looked(officer: Officer, verb: str, document: Document) -> None:
    ledger.look(officer, verb, case_key=document.case_key, compartment=document.compartment)


def _handed_out(officer: Officer, verb: str, document: Document, answer: HttpResponse | None) -> HttpResponse:
    if answer is None:
        raise Http404
    _looked(officer, verb, document)
    return answer


def _may_papers(officer: Officer, case: Case) -> bool:
    return officer.may("paper.write") and case.held_by(officer).get(Compartment.IDENTITY, False)
