"""The script that a browser keeps to show a notice when no page of ours is open."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

SCRIPT = Path(__file__).resolve().parent.parent / "static" / "mooring" / "push-worker.js"


@require_safe
def push_worker(request: HttpRequest) -> HttpResponse:
    """It must lie at the top of the house, or a browser would let it speak for one folder only. Holds no data."""
    return HttpResponse(SCRIPT.read_bytes(), content_type="text/javascript", headers={"Cache-Control": "no-cache"})
