"""The page of progress over time, and its picture."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mooring.casework.models import Case
from mooring.support import progress_picture
from mooring.support.progress import progress_of


def progress(request: HttpRequest, case: Case) -> HttpResponse:
    """How great the needs were at each talk, as a table and a picture, and how the goals stand."""
    context = {"case": case, "progress": progress_of(case), "picture": reverse("plan_progress_picture", args=[case])}
    return render(request, "support/plan_progress.html", context)


def picture(request: HttpRequest, case: Case) -> HttpResponse:
    """The same as a picture."""
    return HttpResponse(progress_picture.svg(progress_of(case)), content_type="image/svg+xml")
