"""The page where the ledger is watched: whether it is whole, whether it is sealed, and whether its head arrived outside."""

from __future__ import annotations

from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from mooring.safeguards import ledger
from mooring.safeguards.forms_kept import officer_of
from mooring.safeguards.models import AnchorWay, LedgerAnchor, LedgerCheck, LedgerEra

CHECKS_SHOWN = 10


def watch(request: HttpRequest) -> HttpResponse:
    """The last checks of the ledger, its eras, and where its head is kept."""
    newest = {anchor.way: anchor for anchor in LedgerAnchor.objects.order_by("way", "-at").distinct("way")}
    arrived = {
        anchor.way: anchor
        for anchor in LedgerAnchor.objects.filter(arrived=True).order_by("way", "-at").distinct("way")
    }
    checks = list(LedgerCheck.objects.order_by("-at")[:CHECKS_SHOWN])
    with connection.cursor() as cursor:
        cursor.execute("select * from mooring_sealing_state()")
        sealed_at, waiting = cursor.fetchone()
    ledger.look(officer_of(request), "ledger.look")
    return render(
        request,
        "safeguards/ledger.html",
        {
            "check": checks[0] if checks else None,
            "earlier": checks[1:],
            "eras": LedgerEra.objects.order_by("-number"),
            "ways": [(way.label, newest.get(way), arrived.get(way)) for way in AnchorWay],
            "sealed_at": sealed_at,
            "waiting": waiting,
        },
    )


def check_now(request: HttpRequest) -> HttpResponse:
    """Have the ledger checked now, in the background."""
    if request.method == "POST":
        try:
            with transaction.atomic():  # a job that waits already is told by an error of the database's
                app.configure_task("safeguards.check_ledger").defer(timestamp=0)
        except AlreadyEnqueued:
            messages.info(request, _("A check is waiting already."))
        else:
            ledger.write(officer_of(request), "ledger.verify")
            messages.success(request, _("The ledger is being checked. The result will stand here in a moment."))
    return redirect("ledger")
