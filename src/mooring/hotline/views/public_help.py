"""The pages of signs and help, for anybody: no sign-in, no session, no cookie, nothing kept on the device."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import parse_header_parameters
from django.views.decorators.http import require_safe

from mooring.hotline.public_help import LANGUAGES, PARTS, texts

REPORTS_IN = ("da", "en")


@require_safe
def help_in_any_language(request: HttpRequest) -> HttpResponse:
    """Leads to the page in the first language of the browser that there is; to English otherwise."""
    return redirect("public_help", language=_asked(request.headers.get("Accept-Language", "")))


@require_safe
def help_page(request: HttpRequest, language: str) -> HttpResponse:
    """Signs, what one can get, where to call, and where to report, in one language."""
    text = texts().get(language)
    if text is None:
        raise Http404
    helpline = settings.MOORING_COUNTRY.helpline
    context = {
        "text": text,
        "part": {code: text.parts[code] for code in PARTS},
        "languages": [texts()[code] for code in LANGUAGES],
        "helpline": helpline,
        "telephone": "".join(sign for sign in helpline.number if sign.isdigit() or sign == "+") if helpline else "",
        "report_language": language if language in REPORTS_IN else "en",
    }
    with translation.override(language):
        return render(request, "hotline/public_help.html", context)


def _asked(header: str) -> str:
    """The first of our languages that the browser asks for, by its own order of liking."""
    asked: list[tuple[float, str]] = []
    for place in header[:400].split(","):
        name, parameters = parse_header_parameters(place)
        try:
            asked.append((-float(parameters.get("q", "1")), name.split("-")[0]))
        except ValueError:
            continue
    return next((code for _liking, code in sorted(asked, key=lambda one: one[0]) if code in LANGUAGES), "en")
