"""The pages of papers that show who the person is. One is shown in the answer to the question for it, once, and nowhere else."""

from __future__ import annotations

import base64

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from mooring.casework.addresses import case_address
from mooring.casework.attempts import done
from mooring.casework.documents import handing_out, storage
from mooring.casework.documents.forms import FileForm, WithdrawForm
from mooring.casework.documents.uploading import was_too_large
from mooring.casework.models import Case
from mooring.names import actions
from mooring.names.forms import RevealForm
from mooring.names.models import Paper, PaperKind
from mooring.names.models.papers import COPY, ORIGINAL, SHOWN
from mooring.safeguards.access import Refused, access
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404

MOST_SHOWN = 12  # pages within one answer; the copy holds all of them


class PaperForm(FileForm):
    """A photograph or scan of a paper that shows who the person is."""

    kind = forms.ChoiceField(label=_("What it is"), choices=[("", "–"), *PaperKind.choices])
    title = forms.CharField(
        label=_("In a few words"),
        required=False,
        max_length=200,
        help_text=_("Where it was issued, until when it runs, who has the paper itself. Sealed."),
    )
    field_order = ("kind", "title", "file", "photograph")


def write_paper(request: HttpRequest, case: Case) -> HttpResponse:
    """Keep a photograph or scan of a paper that shows who the person is."""
    officer = officer_of(request)
    form = initial_or_draft(request, PaperForm, files=True, was_too_large=was_too_large(request))
    if done(
        request, form, lambda: actions.keep_paper(by=officer, case=case, received=form.received, **form.cleaned_data)
    ):
        sent(request)
        return redirect(case_address(case, open="who"))
    return form_page(request, "names/paper_write.html", {"case": case, "form": form})


def show_paper(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """Ask for a paper with a reason; the answer shows its pages once, or hands out a copy or the original."""
    officer = officer_of(request)
    paper = _paper(case, named)
    form = initial_or_draft(request, RevealForm)
    what = request.POST.get("what", SHOWN)
    if request.method == "POST" and what not in (SHOWN, COPY, ORIGINAL):
        raise Http404
    if request.method == "POST" and form.is_valid():
        if what == ORIGINAL and (refusal := access(officer, "document.original", paper, compartment=paper.compartment)):
            raise Refused(refusal, officer, case.pk)
        actions.look_at_paper(by=officer, paper=paper, what=what, **form.cleaned_data)
        sent(request)
        if what != SHOWN:
            answer = handing_out.download(paper, storage.COPY if what == COPY else storage.ORIGINAL)
            if answer is None:
                raise Http404
            return answer
        context = {
            "case": case,
            "paper": paper,
            "words": paper.words("title"),
            "pictures": _pictures(paper),
            "why_not_shown": handing_out.why_not_shown(paper),
        }
        return render(request, "names/paper_shown.html", context)
    context = {
        "case": case,
        "form": form,
        "paper": paper,
        "kind": PaperKind(paper.kind).label,
        "named": reference("paper", paper.pk),
        "may_have_original": officer.may("document.original"),
        "may_withdraw": officer.may("paper.withdraw") and case.held_by(officer).get(paper.compartment, False),
    }
    return form_page(request, "names/paper_show.html", context)


def withdraw_paper(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """Say that a paper no longer counts."""
    paper = _paper(case, named)
    form = initial_or_draft(request, WithdrawForm)
    officer = officer_of(request)
    if done(
        request,
        form,
        lambda: actions.withdraw_paper(by=officer, paper=paper, because=form.cleaned_data["because"]),
    ):
        sent(request)
        return redirect(case_address(case, open="who"))
    return form_page(request, "casework/document_withdraw.html", {"case": case, "form": form})


def _paper(case: Case, named: str) -> Paper:
    paper: Paper | None = (
        Paper.objects.standing()
        .filter(case=case, pk=key_or_404("paper", named), storage_name__isnull=False)
        .select_related("recorded_by")
        .first()
    )
    if paper is None:
        raise Http404
    paper.case = case
    return paper


def _pictures(paper: Paper) -> list[str]:
    """The pages as pictures within the answer itself, so that no address shows them a second time."""
    pictures = []
    for number in list(paper.page_numbers)[:MOST_SHOWN]:
        try:
            page = storage.fetch(paper, storage.page(number))
        except (storage.Missing, CannotOpen):
            continue
        pictures.append("data:image/webp;base64," + base64.b64encode(page).decode("ascii"))
    return pictures
