"""The pages of matching. Names are typed here, compared and forgotten; no page shows one, and no address carries one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mooring.casework import attempts, matcher
from mooring.names import actions
from mooring.names.asking import QUESTIONS_AN_HOUR, kept_for
from mooring.names.encoding import encode
from mooring.names.likeness import STRENGTHS
from mooring.names.matching import candidates, matching_key
from mooring.names.matching_forms import PersonForm, QuestionForm
from mooring.safeguards import ledger
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent


def search(request: HttpRequest) -> HttpResponse:
    """Whether somebody may be known, for the matching desk: pseudonyms, how they matched and how strongly. Never a name."""
    officer = officer_of(request)
    form = initial_or_draft(request, PersonForm)
    if request.method == "POST" and form.is_valid():
        found = candidates(encode(form.person(), matching_key()))
        named = matcher.pseudonyms_of(one.case_key for one in found)
        sent(request)
        ledger.look(officer, "match.search", count=len(found))
        rows = [
            {
                "pseudonym": named[one.case_key],
                "reasons": one.likeness.reasons(),
                "strength": STRENGTHS[one.strength],
                "badge": one.strength.name.lower(),
            }
            for one in found
        ]
        return render(request, "names/matched.html", {"rows": rows, "may_propose": officer.may("joining.propose")})
    return form_page(request, "names/match.html", {"form": form})


def ask(request: HttpRequest) -> HttpResponse:
    """Ask whether a person is known. The answer is one page for all questions."""
    form = initial_or_draft(request, QuestionForm)

    def deed() -> None:
        given = form.cleaned_data
        actions.ask(by=officer_of(request), person=form.person(), why=given["why"], reach=given["reach"])

    if attempts.done(request, form, deed):
        sent(request)
        return redirect("match_asked")
    kept = kept_for(officer_of(request).agency.kind)
    return form_page(request, "names/ask.html", {"form": form, "most": QUESTIONS_AN_HOUR, "kept": kept})


def asked(request: HttpRequest) -> HttpResponse:
    """What becomes of a question, in the same words for all."""
    return render(request, "names/asked.html")
