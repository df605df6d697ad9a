"""The pages of whoever tells us something without a name. They know nobody: no session, no cookie, and nothing in an address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.db import Error as DatabaseFault
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mooring.casework.documents.kinds import too_large
from mooring.casework.documents.uploading import InMemoryOnly, was_too_large
from mooring.hotline.forms.tips_public import FurtherForm, MessageForm, ReceiptForm
from mooring.hotline.tips import coming_back, proof_of_work
from mooring.hotline.tips.limits import GUESSING, SENDING, Limit, network_of, seconds_to_wait
from mooring.hotline.tips.proof_of_work import Lane, NotOurForm, TooSoon
from mooring.hotline.tips.receipt import FORM_KEY, Receipt, new_form_key
from mooring.hotline.tips.receiving import Message, Outcome, take_in, take_in_file

View = Callable[[HttpRequest, str], HttpResponse]


class FromAnybody(InMemoryOnly):
    from_anybody = True


def in_language(view: View) -> View:
    """The language stands in the address, because nothing is kept on the device. GET shows the page, POST sends."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def shown(request: HttpRequest, language: str) -> HttpResponse:
        if language not in dict(settings.LANGUAGES):
            raise Http404
        handlers: list[FileUploadHandler] = [FromAnybody(request)]
        request.upload_handlers = handlers
        with translation.override(language):
            return view(request, language)

    return shown


def report(request: HttpRequest) -> HttpResponse:
    """The way in: leads to the page in the language that the browser asks for."""
    asked = translation.get_language_from_request(request)
    return redirect("tip_write", language=asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)


@in_language
def write(request: HttpRequest, language: str) -> HttpResponse:
    """Tell something, and get a receipt for it."""
    if request.method != "POST":
        return _page(request, "tip_write", {"form": MessageForm(), "task": proof_of_work.new_task()}, language)
    form = MessageForm(request.POST, request.FILES, was_too_large=was_too_large(request))
    task = request.POST.get("task", "")
    try:
        if not form.is_valid():
            return _again(request, form, language, status=422)
        judged = proof_of_work.judge(task, request.POST.get("solution", ""))
        message = Message(Receipt.of_form(judged.form_key), judged.form_key, form.cleaned_data["words"])
        limit, network = SENDING[judged.lane], network_of(request)
        outcome = take_in(message, limit=limit, network=network, founds=True, language=language)
        if not outcome.is_there:
            return _not_now(request, form, outcome, limit, network, language)
    except TooSoon as soon:
        form.add_error(None, _waits(_("Without its scripts this page takes a little longer."), soon.wait))
        return _again(request, form, language, status=429, wait=soon.wait, task=task)
    except NotOurForm:
        form.add_error(
            None, _("This page lay open for long. What you wrote is still here: press the button once more.")
        )
        return _again(request, form, language, status=422)
    except DatabaseFault:
        return _no_answer(request, form, language, task)
    context = {"receipt": message.receipt, "not_taken": _files(request, message, form)}
    return _page(request, "tip_received", context, language)


@in_language
def answers(request: HttpRequest, language: str) -> HttpResponse:
    """Come back with the receipt: read the answers, and write more."""
    if request.method != "POST":
        return _page(request, "tip_answers", {"receipt_form": ReceiptForm()}, language)
    receipt_form = ReceiptForm(request.POST)
    if not receipt_form.is_valid():
        return _page(request, "tip_answers", {"receipt_form": receipt_form}, language, status=422)
    receipt: Receipt = receipt_form.cleaned_data["receipt"]
    network = network_of(request)
    try:
        thread = coming_back.thread(receipt, network)
    except coming_back.NothingThere:
        receipt_form.add_error("receipt", _nothing_there())
        return _page(request, "tip_answers", {"receipt_form": receipt_form}, language, status=404)
    except coming_back.TooManyTries:
        wait = seconds_to_wait(GUESSING, network)
        tries = _("Too many wrong receipts were typed where you are, perhaps by others. Your tip is safe.")
        receipt_form.add_error("receipt", _waits(tries, wait))
        return _page(request, "tip_answers", {"receipt_form": receipt_form}, language, status=429, wait=wait)
    if "form_key" not in request.POST:
        return _thread(request, language, receipt, thread, FurtherForm())
    return _further(request, language, receipt, thread, network)


def _further(
    request: HttpRequest, language: str, receipt: Receipt, thread: list[coming_back.Shown], network: bytes
) -> HttpResponse:
    form = FurtherForm(request.POST, request.FILES, was_too_large=was_too_large(request))
    form_key = request.POST["form_key"]
    if not form.is_valid() or not FORM_KEY.match(form_key):
        return _thread(request, language, receipt, thread, form, status=422)
    message = Message(receipt, form_key, form.cleaned_data["words"])
    limit = SENDING[Lane.PROVEN]
    outcome = take_in(message, limit=limit, network=network, founds=False, language=language)
    if not outcome.is_there:
        wait = seconds_to_wait(limit, network) if outcome is Outcome.TOO_MANY else 0
        form.add_error(None, _why_not(outcome, wait))
        return _thread(request, language, receipt, thread, form, status=429, wait=wait)
    not_taken = _files(request, message, form)
    thread = coming_back.thread(receipt, network)
    return _thread(request, language, receipt, thread, FurtherForm(), sent=True, not_taken=not_taken)


def _thread(
    request: HttpRequest,
    language: str,
    receipt: Receipt,
    thread: list[coming_back.Shown],
    form: FurtherForm,
    *,
    status: int = 200,
    wait: int = 0,
    **more: Any,
) -> HttpResponse:
    form_key = request.POST.get("form_key", "") if status != 200 else ""
    context = {"receipt": receipt, "thread": thread, "form": form, "form_key": form_key or new_form_key()}
    context["answered"] = any(one.from_hotline for one in thread)
    return _page(request, "tip_answers", context | more, language, status=status, wait=wait)


def _files(request: HttpRequest, message: Message, form: MessageForm) -> list[dict[str, Any]]:
    """Take in the files of a message that is safe already; answers which were not taken, by their place in the row, and why."""
    given: list[UploadedFile[Any]] = form.cleaned_data["attached"]
    why = [(number, take_in_file(message, file)) for number, file in enumerate(given, start=1)]
    refused: list[dict[str, Any]] = [{"number": number, "why": words} for number, words in why if words]
    if was_too_large(request):
        refused.append({"number": len(given) + 1, "why": too_large()})
    return refused


def _not_now(
    request: HttpRequest, form: MessageForm, outcome: Outcome, limit: Limit, network: bytes, language: str
) -> HttpResponse:
    wait = seconds_to_wait(limit, network) if outcome is Outcome.TOO_MANY else 0
    form.add_error(None, _why_not(outcome, wait))
    return _again(request, form, language, status=429, wait=wait)


def _why_not(outcome: Outcome, wait: int) -> str:
    if outcome is Outcome.TOO_MANY:
        return _waits(
            _(
                "Many messages have come from where you are, perhaps from others in the same house or class. Nothing was sent yet,"
                " and what you wrote is still here."
            ),
            wait,
        )
    if outcome is Outcome.FULL:
        return _("Very much was written under this receipt today. What you wrote is still here; send it tomorrow.")
    return _nothing_there()


def _nothing_there() -> str:
    return _(
        "There is nothing under this receipt. Perhaps a digit is wrong; or its time is over, for everything is erased 90 days after"
        " the last message, and sooner when it is about somebody by name. You can write to us anew."
    )


def _waits(words: str, seconds: int) -> str:
    minutes = -(-seconds // 60)
    when = (
        ngettext("Send it again in a minute.", "Send it again in %(n)d minutes.", minutes) % {"n": minutes}
        if seconds > 60
        else ngettext("Send it again in a second.", "Send it again in %(n)d seconds.", seconds) % {"n": seconds}
    )
    return f"{words} {when}"


def _again(
    request: HttpRequest, form: MessageForm, language: str, *, status: int, wait: int = 0, task: str = ""
) -> HttpResponse:
    """The page once more with what was typed, for the same receipt."""
    fresh = task or proof_of_work.new_task(proof_of_work.form_key_of(request.POST.get("task", "")))
    return _page(request, "tip_write", {"form": form, "task": fresh}, language, status=status, wait=wait)


def _no_answer(request: HttpRequest, form: MessageForm, language: str, task: str) -> HttpResponse:
    form.add_error(
        None, _("Mooring cannot keep anything at this moment. What you wrote is still here: send it again in a minute.")
    )
    return _page(request, "tip_write", {"form": form, "task": task}, language, status=503, wait=60)


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], language: str, *, status: int = 200, wait: int = 0
) -> HttpResponse:
    context |= {"language": language, "languages": settings.LANGUAGES}
    response = render(request, f"hotline/{name}.html", context, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response
