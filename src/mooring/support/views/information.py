"""The pages of what a person is told: recording it, reading the texts, and printing them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mooring.casework.addresses import case_address
from mooring.casework.attempts import Attempt
from mooring.casework.known import known
from mooring.casework.models import AlreadySuperseded, Case
from mooring.casework.named_by_code import language_name
from mooring.law.information_texts import TextVersion
from mooring.safeguards import clock, ledger
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404
from mooring.support import information_panel, information_sheet, told
from mooring.support.actions import information as deeds
from mooring.support.forms.information import LanguageChoice, TellForm
from mooring.support.models import InformationGiven

ROW = "information_given"


def whole(request: HttpRequest, case: Case) -> HttpResponse:
    """What is not yet told, and every telling that stands, with its words and a way to take a slip back."""
    shown = dict(information_panel.shown(officer_of(request), case))
    shown["rows"] = [
        (row, name, row.words("words"), reference(ROW, row.pk), _translated(row), language_name(row.language))
        for row, name in shown["rows"]
    ]
    return render(request, "support/information.html", {"case": case, **shown})


def tell(request: HttpRequest, case: Case) -> HttpResponse:
    """Record what the person was told: several matters in one go, each with how it was taken in."""
    missing = told.not_yet_told_to(case)
    languages: Any = known(case, "languages") or [get_language() or "en"]
    form = initial_or_draft(
        request,
        TellForm,
        initial={"language": languages[0], "told_at": clock.now(), "channel": "talk", "interpreting": "none"},
        pressing=frozenset(each.topic for each in missing),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        names = ("language", "channel", "interpreting", "told_at", "words")
        attempt = Attempt(
            request,
            form,
            lambda: deeds.tell(
                by=officer_of(request), case=case, topics=form.topics(), **{name: given[name] for name in names}
            ),
        )
        if attempt.done:
            sent(request)
            return redirect(case_address(case, open="information"))
    return form_page(request, "support/information_tell.html", {"case": case, "form": form, "missing": missing})


def take_back(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """Take back a telling that was recorded by mistake."""
    if request.method == "POST":
        given = InformationGiven.objects.standing().filter(pk=key_or_404(ROW, named), case=case).first()
        if given is None:
            raise Http404
        given.case = case
        try:
            deeds.take_back(by=officer_of(request), given=given)
            messages.success(request, _("It was taken back."))
        except AlreadySuperseded:
            messages.info(request, _("Somebody else took it back already."))
    return redirect("information", case)


def texts(request: HttpRequest) -> HttpResponse:
    """All texts of the country in a language, with which are not yet translated."""
    found = told.texts()
    if found is None:
        return render(request, "support/information_texts.html", {"rows": [], "unanswered": True})
    language = _language(request, found.on(clock.today()))
    rows = [(version, version.in_language(language)) for version in _current()]
    choices = _languages(_current())
    form = LanguageChoice({"language": language}, languages=choices)
    context = {"rows": rows, "form": form, "language": language, "language_name": language_name(language)}
    return render(request, "support/information_texts.html", context)


def text(request: HttpRequest, topic: str, version: str, language: str) -> HttpResponse:
    """One version of one text, as it was told."""
    found = told.texts()
    which = found.version(topic, version) if found is not None else None
    if which is None or language not in which.tellings:
        raise Http404
    telling = which.in_language(language)
    words = telling if telling.is_translated else which.in_language("en")
    context = {
        "version": which,
        "telling": telling,
        "paragraphs": words.paragraphs(),
        "safe": words.paragraphs(safe=True),
        "language_name": language_name(language),
    }
    return render(request, "support/information_text.html", context)


def sheet(request: HttpRequest, topic: str, language: str) -> HttpResponse:
    """The sheet for the person, as PDF: one matter, or all of them; `safe` in the address: in words that endanger nobody if found."""
    versions = [version for version in _current() if topic in (version.topic, "all")]
    if not versions or not any(language in version.tellings for version in versions):
        raise Http404
    ledger.look(officer_of(request), "information.look", count=1)
    answer = HttpResponse(
        information_sheet.as_document(versions, language, safe="safe" in request.GET), content_type="application/pdf"
    )
    answer["Content-Disposition"] = 'attachment; filename="sheet.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _current() -> list[TextVersion]:
    return [version for topic in told.topics() if (version := told.current(topic)) is not None]


def _languages(versions: list[TextVersion]) -> list[tuple[str, str]]:
    codes = {code for version in versions for code in version.tellings}
    return sorted(((code, language_name(code)) for code in codes), key=lambda named: named[1])


def _language(request: HttpRequest, versions: tuple[TextVersion, ...]) -> str:
    asked = request.GET.get("language") or get_language() or "en"
    return asked if any(asked in version.tellings for version in versions) else "en"


def _translated(row: InformationGiven) -> bool:
    """Whether the text that was told can be read again in the language in which it was told."""
    found = told.texts()
    version = found.version(row.topic, row.version) if found is not None else None
    return version is not None and row.language in version.tellings
