"""What stands at every door: the verb, the case and its compartment are asked before a view is entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mooring.casework.models import Case
from mooring.safeguards import ledger
from mooring.safeguards.access import Refusal, Refused, Why, access
from mooring.safeguards.models import Officer

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Door:
    """One door of the house: its path, its name, the verb it asks for, and the compartment when it leads into a case.

    A door with `verb=None` is open to everybody. A path with `<pseudonym:case>` leads into a case: the view is given the case itself.
    """

    path: str
    name: str
    verb: str | None
    view: View
    compartment: str = "core"
    writes: bool = False

    @property
    def leads_into_a_case(self) -> bool:
        return "<pseudonym:case>" in self.path

    def guarded(self) -> View:
        if self.verb is None:
            return login_not_required(self.view)
        return require_http_methods(["GET", "HEAD", "POST"] if self.writes else ["GET", "HEAD"])(_guarded(self))


def _guarded(door: Door) -> View:
    verb = door.verb
    assert verb is not None

    @wraps(door.view)
    def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        officer = request.user
        assert isinstance(officer, Officer)
        try:
            case: Case | None = None
            if door.leads_into_a_case:
                case = Case.objects.with_stage().filter(pseudonym=kwargs["case"]).first()
                if case is None:
                    raise Refused(Refusal(Why.UNSEEN, verb, _("There is no such case.")), officer)
                kwargs["case"] = case
            refusal = access(officer, verb, case, compartment=door.compartment, writing=door.writes)
            if refusal is not None:
                raise Refused(refusal, officer, case.pk if case else None)
            if case is not None:
                ledger.look(officer, verb, case_key=case.pk, compartment=door.compartment)
            return door.view(request, **kwargs)
        except Refused as refused:
            request.refused = refused  # type: ignore[attr-defined]
            return refusal_page(request, refused.refusal)

    return view


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page for a refusal: the same 404 for what is not hers and what does not exist; else why, and what to do next."""
    if refusal.why is Why.UNSEEN:
        return render(request, "404.html", status=404)
    return render(request, "403.html", {"refusal": refusal}, status=403)
