"""What a case's documents are in the person's own file: a list; the copies themselves are handed along, not printed into it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import Case, Document, KeptFile
from mooring.casework.own_file import Part, part_of, register
from mooring.safeguards.models import Officer


def listed(officer: Officer, file: KeptFile, kind: str, kind_name: object) -> Part:
    """One file in the list: what it is, its title, and whether a copy is handed along. It may tell about others."""
    copy = (
        _("A copy is handed along with this list.")
        if file.has_copy
        else _("It is shown to you when you ask: no copy without hidden data could be made of it.")
    )
    lines = (("kind", _("What it is"), kind_name), ("title", _("Title"), file.words("title")))
    return part_of(officer, file, kind, kind_name, *lines, ("copy", _("Copy"), copy), about_others=True)


def documents(officer: Officer, case: Case) -> Iterator[Part]:
    """The documents that stand and were not withdrawn, in the parts of the case that are open to the officer."""
    for document in Document.objects.standing().filter(case=case, withdrawn_at=None).order_by("recorded_at"):
        document.case = case
        yield listed(officer, document, "document", document.get_kind_display())


def fill() -> None:
    """Say which documents there are."""
    register("documents", gettext_lazy("Documents"), documents, order=70)
