"""The page on which the person's copy of the plan is read before it is made, and the copy itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mooring.casework import attempts
from mooring.casework.known import known
from mooring.casework.models import Case
from mooring.casework.named_by_code import language_name
from mooring.safeguards.forms_kept import form_page, officer_of
from mooring.support.actions.plan import standing_plan
from mooring.support.actions.plan_copies import make_copy
from mooring.support.forms.plan_goals import CopyChoiceForm, CopyConfirmForm
from mooring.support.models import PlanCopy
from mooring.support.needs import CopyForm
from mooring.support.own_copy import Content
from mooring.support.own_copy.content import content
from mooring.support.own_copy.printing import as_document
from mooring.support.persons_words import direction_of, every_language, letters_missing, mark_of, written_in


def copy(request: HttpRequest, case: Case) -> HttpResponse:
    """Read a copy with the person, confirm which one it shall be, and make it. The last one made can be fetched here."""
    plan = standing_plan(case)
    if plan is None:
        return redirect("plan", case)
    plan.case = case
    choice = CopyChoiceForm(_chosen(request, case), auto_id="chosen_%s")  # two forms of a page never share ids
    which, language = CopyForm.SAFE.value, "en"
    if choice.is_valid():
        which, language = choice.cleaned_data["form"], choice.cleaned_data["language"]
    shown = content(case, plan, which, language)
    form = _confirmation(request, which, language, shown)
    officer = officer_of(request)
    if attempts.done(
        request,
        form,
        lambda: make_copy(
            by=officer, case=case, **{name: form.cleaned_data[name] for name in ("form", "language", "read")}
        ),
    ):
        messages.success(request, _("The copy is made. Fetch it here, print it, and delete the file on your machine."))
        return redirect("plan_copy", case)
    if form.is_bound:
        # What is confirmed next is what the page shows now.
        form.data = QueryDict(mutable=True)
        form.data.update({"form": which, "language": language, "read": shown.as_read()})
    context = {
        "case": case,
        "choice": choice,
        "form": form,
        "shown": shown,
        "is_safe": which == CopyForm.SAFE,
        "direction": direction_of(shown.language),
        "falls_back": written_in(language) != language,
        "not_read_yet": bool(mark_of(shown.language)),
        "letters_missing": ", ".join(letters_missing(shown.printed())),
        "language_asked": language_name(language),
        "ours": ", ".join(language_name(code) for code in every_language()),
        "last": _last(case),
    }
    return form_page(request, "support/plan_copy.html", context)


def as_pdf(request: HttpRequest, case: Case) -> HttpResponse:
    """The last copy that was made. Its name says nothing."""
    found = _last(case)
    if found is None or case.is_erased:
        raise Http404
    answer = HttpResponse(as_document(found), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="notes.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _chosen(request: HttpRequest, case: Case) -> dict[str, str]:
    """Which copy is looked at: what was chosen, else the safe one, in a language that the person speaks."""
    given = request.POST if request.method == "POST" else request.GET
    spoken = known(case, "languages")
    first = str(spoken[0]) if isinstance(spoken, list) and spoken else "en"
    return {"form": given.get("form", CopyForm.SAFE.value), "language": given.get("language", first)}


def _confirmation(request: HttpRequest, which: str, language: str, shown: Content) -> CopyConfirmForm:
    if request.method == "POST":
        return CopyConfirmForm(request.POST)
    return CopyConfirmForm(initial={"form": which, "language": language, "read": shown.as_read()})


def _last(case: Case) -> PlanCopy | None:
    found: PlanCopy | None = PlanCopy.objects.standing().filter(case=case).select_related("plan", "recorded_by").first()
    if found is not None:
        found.case = case
    return found
