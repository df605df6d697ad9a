"""The window of documents on the case page: those in the parts that are open to the officer; and what its deeds are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework import labels, panels
from mooring.casework.compartments import Compartment
from mooring.casework.documents.forms import parts_to_write
from mooring.casework.documents.kinds import MEDIA_WORDS
from mooring.casework.documents.media import Media
from mooring.casework.models import Case, Document, DocumentKind
from mooring.safeguards import ledger
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference

LABELS: dict[str, Any] = {
    "document.write": _("Document kept"),
    "document.withdraw": _("Document withdrawn"),
    "document.list": _("Documents listed"),
    "document.look": _("Document looked at"),
    "document.original": _("Original of a document downloaded"),
    **{f"document_kind.{kind.value}": kind.label for kind in DocumentKind},
}


def documents(officer: Officer, case: Case) -> Mapping[str, Any]:
    """The documents that stand, the newest first, and those that were replaced or withdrawn. Each part listed is a look."""
    found: list[Document] = list(
        Document.objects.filter(case=case).select_related("recorded_by").order_by("-recorded_at")
    )
    by_key = {document.pk: document for document in found}
    entries = []
    counts: dict[str, int] = {}
    for document in found:
        document.case = case
        later = by_key.get(document.superseded_by_id or 0)
        if document.withdrawn_at is None:
            entries.append(_entry(document, later))
            counts[document.compartment] = counts.get(document.compartment, 0) + 1
    for part, count in sorted(counts.items()):
        ledger.look(officer, "document.list", case_key=case.pk, compartment=part, count=count)
    return {
        "standing": [entry for entry in entries if entry["later"] is None],
        "earlier": [entry for entry in entries if entry["later"] is not None],
        "may_write": bool(parts_to_write(officer, case)) and officer.may("document.write"),
        "may_look": officer.may("document.look"),
    }


def _entry(document: Document, later: Document | None) -> dict[str, Any]:
    withdrawn = later is not None and later.withdrawn_at is not None
    return {
        "document": document,
        "named": reference("document", document.pk),
        "title": "" if withdrawn else document.words("title"),
        "kind": DocumentKind(document.kind).label,
        "media": MEDIA_WORDS[Media(document.media_type)],
        "part": str(Compartment(document.compartment).label).partition(":")[0],
        "later": later,
        "withdrawn": withdrawn,
    }


def register() -> None:
    """Put the window on the case page, and name what is done in it."""
    labels.register(LABELS)
    panels.register(
        panels.Panel(
            "documents", _("Documents"), "document.list", Compartment.ENTRY, "casework/documents.html", documents, 60
        )
    )
