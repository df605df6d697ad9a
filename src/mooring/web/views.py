"""The front door's own pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def day(request: HttpRequest) -> HttpResponse:
    """The officer's day."""
    return render(request, "layout/page.html")
