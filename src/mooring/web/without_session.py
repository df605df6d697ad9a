"""Pages for anybody are answered before anything asks who it is: no session, no cookie, no sign-in, nothing kept on the device.

They carry no authority, so a form sent to them from another site could do no more than its sender can do anyway, and no token against
forgery is asked for. They are also quicker, which counts when very many write at once.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.template.loader import render_to_string
from django.urls import resolve

FOR_ANYBODY = ("/report/", "/help/", "/sealed/")
GetResponse = Callable[[HttpRequest], HttpResponse]


def without_session(get_response: GetResponse) -> GetResponse:
    """Answer what begins like one of `FOR_ANYBODY` here; hand everything else on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(FOR_ANYBODY):
            return get_response(request)
        response: HttpResponse
        try:
            match = resolve(request.path_info)
            request.resolver_match = match
            response = match.func(request, *match.args, **match.kwargs)
        except Http404:
            # Rendered without the request: its forms would ask for a token, and that for a cookie.
            response = HttpResponseNotFound(render_to_string("404.html"))
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Frame-Options"] = "DENY"
        return response

    return middleware
