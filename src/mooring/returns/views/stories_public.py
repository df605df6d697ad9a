"""The page of stories for anybody: no sign-in, no session, no cookie, nothing kept on the device. Told by theme and country."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from mooring.casework.named_by_code import language_name
from mooring.returns import story_shelf as shelf
from mooring.returns.forms.stories import FilterForm
from mooring.returns.story_codes import LANGUAGES, READ_FROM_RIGHT

# The languages in which our own words of this page stand; in another they are English, and the page says so.
OUR_WORDS = ("en", "da")


@require_safe
def stories(request: HttpRequest, language: str) -> HttpResponse:
    """The stories that their persons agreed to show to anybody, in one language."""
    if language not in LANGUAGES:
        raise Http404
    with translation.override(language if language in OUR_WORDS else "en"):
        form = FilterForm(request.GET, countries=shelf.countries(openly=True), with_language=False)
        told = shelf.told(openly=True, language=language, chosen=form.chosen())
        context = {
            "form": form,
            "told": told,
            "language": language,
            "in_english": language not in OUR_WORDS,
            "some_in_another": any(one.text.language != language for one in told),
            "languages": [(code, _own_name(code), code in READ_FROM_RIGHT) for code in LANGUAGES],
        }
        return render(request, "returns/stories_public.html", context)


def _own_name(code: str) -> str:
    with translation.override(code):
        return language_name(code).capitalize()
