"""What names holds of a person: who it is, how the person may be reached, and which papers are kept."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.documents.own_file import listed
from mooring.casework.models import Case
from mooring.casework.own_file import Part, part_of, register
from mooring.names.forms import spoken
from mooring.names.models import IDENTITY_FIELDS, Identity, Paper, SafeContact
from mooring.safeguards.models import Officer


def who(officer: Officer, case: Case) -> Iterator[Part]:
    """The identity and the rule of safe contact, as they stand."""
    titles = {
        "given_names": _("Given names"),
        "family_name": _("Family name"),
        "known_as": _("Known as"),
        "date_of_birth": _("Date of birth"),
        "document_number": _("Number of a document"),
        "alien_number": _("Number at the immigration service"),
    }
    for identity in Identity.objects.standing().filter(case=case):
        identity.case = case
        known = identity.fields()
        lines = [(name, titles.get(name, name), known.get(name, "")) for name in IDENTITY_FIELDS]
        yield part_of(officer, identity, "identity", _("Name and numbers"), *lines)
    for contact in SafeContact.objects.standing().filter(case=case):
        contact.case = case
        yield part_of(
            officer,
            contact,
            "safe_contact",
            _("Safe contact"),
            ("channel", _("By which way"), contact.get_channel_display()),
            ("language", _("Language"), spoken(contact.language)),
            ("hours", _("When it is safe"), contact.words("hours")),
            ("code_word", _("Code word"), contact.words("code_word")),
            ("detail", _("Number or place"), contact.words("detail")),
            ("who_may_answer", _("Who else may answer"), contact.words("who_may_answer")),
            ("threats_to_others", _("Others who are threatened"), contact.words("threats_to_others")),
            about_others=bool(contact.who_may_answer_sealed or contact.threats_to_others_sealed),
        )


def papers(officer: Officer, case: Case) -> Iterator[Part]:
    """The papers of the person that stand and were not withdrawn, as a list."""
    for paper in Paper.objects.standing().filter(case=case, withdrawn_at=None).order_by("recorded_at"):
        paper.case = case
        yield listed(officer, paper, "paper", paper.get_kind_display())


def fill() -> None:
    """Say what names holds."""
    register("papers", gettext_lazy("Papers of the person"), papers, order=6)
    register("who", gettext_lazy("Name and contact"), who, order=5)
