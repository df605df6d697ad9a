"""What stands at every door: the verb, the case and its compartment are asked before a view is entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mooring.casework.models import AlreadySuperseded, Case
from mooring.casework.who_looked import note_unseen
from mooring.safeguards import ledger
from mooring.safeguards.access import Refusal, Refused, Why, access
from mooring.safeguards.forms_kept import officer_of

View = Callable[..., HttpResponse]
CASE = "cases/<pseudonym:case>/"  # how the path of a door into a case begins


@dataclass(frozen=True)
class Door:
    """One door of the house: its path, its name, the verb it asks for, and the compartment when it leads into a case.

    A door with `verb=None` is open to everybody. A path that begins with `CASE` leads into a case: the view is given the case itself.
    `navigation`, `quick_action`: the words under which it stands in the navigation, or as a button on the officer's day; `is_quiet`:
    as a quiet one, after the others.
    `writes`: it takes forms, and asks for write access unless `reading_is_enough`.
    `notes_its_looks`: the view itself writes in the ledger what was looked at.
    """

    path: str
    name: str
    verb: str | None
    view: View
    compartment: str = "core"
    writes: bool = False
    reading_is_enough: bool = False
    navigation: Any = ""
    quick_action: Any = ""
    is_quiet: bool = False
    notes_its_looks: bool = False

    @property
    def leads_into_a_case(self) -> bool:
        return self.path.startswith(CASE)

    def guarded(self) -> View:
        if self.verb is None:
            return login_not_required(self.view)
        methods = ["GET", "HEAD", "POST"] if self.writes else ["GET", "HEAD"]
        return never_cache(require_http_methods(methods)(_guarded(self)))


def form_about_a_case(path: str, name: str, verb: str, view: View, compartment: str = "core") -> Door:
    """A door to a form about a case, which writes in one compartment of it."""
    return Door(CASE + path, name, verb, view, compartment=compartment, writes=True)


def _guarded(door: Door) -> View:
    verb = door.verb
    assert verb is not None

    @wraps(door.view)
    def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        officer = officer_of(request)
        try:
            if any(isinstance(part, str) and "\x00" in part for part in kwargs.values()):
                # The database takes no such letter: nothing can bear this name.
                raise Refused(Refusal(Why.UNSEEN, verb, _("There is no such page.")), officer)
            case: Case | None = None
            if door.leads_into_a_case:
                case = Case.objects.with_stage().filter(pseudonym=kwargs["case"]).first()
                if case is None:
                    unseen = Refusal(Why.UNSEEN, verb, _("There is no such case."))
                    raise Refused(unseen, officer, noted_by=partial(note_unseen, pseudonym=kwargs["case"]))
                kwargs["case"] = case
            writing = door.writes and not door.reading_is_enough
            refusal = access(officer, verb, case, compartment=door.compartment, writing=writing)
            if refusal is not None:
                raise Refused(refusal, officer, case.pk if case else None)
            try:
                response = door.view(request, **kwargs)
            except AlreadySuperseded:  # two press the same button at once: who comes second is told so
                quicker, instead = _("Somebody else has done this in the meantime."), _("Look at its page again.")
                said = Refusal(Why.HOUSE_RULE, verb, quicker, instead)
                raise Refused(said, officer, case.pk if case else None) from None
            # A deed that leads on has written its own line; everything else has shown something of the case.
            if case is not None and not door.notes_its_looks and not 300 <= response.status_code < 400:
                ledger.look(officer, verb, case_key=case.pk, compartment=door.compartment)
            return response
        except Refused as refused:
            request.refused = refused  # type: ignore[attr-defined]
            return refusal_page(request, refused.refusal)

    view.door = door  # type: ignore[attr-defined]
    return view


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page for a refusal: the same 404 for what is not hers and what does not exist; else why, and what to do next."""
    if refusal.why is Why.UNSEEN:
        return render(request, "404.html", status=404)
    return render(request, "403.html", {"refusal": refusal}, status=403)
