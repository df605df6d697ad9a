"""What can be told of who the person is: how the person is reached without danger, and, chosen by hand, the number and the name."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.names.forms import spoken
from mooring.names.models import Identity, SafeContact
from mooring.referral.pieces import Line, Piece, register

NOT_SHOWN = gettext_lazy("The receiver gets it. It is not shown here: looking at it needs a reason of its own.")


def _contact(case: Case) -> SafeContact | None:
    contact: SafeContact | None = SafeContact.objects.standing().filter(case=case).first()
    if contact is not None:
        contact.case = case
    return contact


def safe_contact(case: Case) -> list[Line]:
    """The rule of safe contact, without the number, and without others who are threatened."""
    contact = _contact(case)
    if contact is None:
        return []
    lines = [
        (_("By which way"), str(contact.get_channel_display())),
        (_("Language"), str(spoken(contact.language))),
        (_("When it is safe"), contact.words("hours")),
        (_("Code word"), contact.words("code_word")),
        (_("Who else may answer"), contact.words("who_may_answer")),
    ]
    return [(label, words) for label, words in lines if words]


def number(case: Case) -> list[Line]:
    """The number or place itself."""
    contact = _contact(case)
    words = contact.words("detail") if contact is not None else ""
    return [(_("Number or place"), words)] if words else []


def name(case: Case) -> list[Line]:
    """The name and the date of birth; no numbers of papers."""
    identity = Identity.objects.standing().filter(case=case).first()
    if identity is None:
        return []
    identity.case = case
    titles = {
        "given_names": _("Given names"),
        "family_name": _("Family name"),
        "known_as": _("Known as"),
        "date_of_birth": _("Date of birth"),
    }
    known = identity.fields()
    return [(title, known[code]) for code, title in titles.items() if known.get(code)]


def fill() -> None:
    """Put them on the list. Names lies below referral, so it cannot do so itself."""
    part = Compartment.IDENTITY
    register(
        Piece("safe_contact", gettext_lazy("How to reach the person safely"), part, 10, safe_contact),
        Piece(
            "contact_number",
            gettext_lazy("The number or place to reach the person"),
            part,
            12,
            number,
            by_hand=True,
            stand_in=NOT_SHOWN,
        ),
        Piece(
            "name",
            gettext_lazy("Name and date of birth"),
            part,
            14,
            name,
            minimum_for_police=True,
            by_hand=True,
            stand_in=NOT_SHOWN,
        ),
    )
