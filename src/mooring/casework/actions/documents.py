"""Documents of a case: keeping one, putting a later one in its place, withdrawing one. Nothing is deleted."""

from __future__ import annotations

from typing import TypeVar

from django.utils.translation import gettext as _

from mooring.casework.documents import storage
from mooring.casework.documents.receiving import Received
from mooring.casework.house_rule import house_rule
from mooring.casework.models import NOT_FOR_DOCUMENTS, AlreadySuperseded, Case, Document, KeptFile
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

AnyFile = TypeVar("AnyFile", bound=KeptFile)


@deed("document.write", on="case", part="compartment")
def keep_document(
    *,
    by: Officer,
    case: Case,
    compartment: str,
    kind: str,
    title: str,
    received: Received,
    instead_of: Document | None = None,
) -> Document:
    """Keep a document in one part of a case, sealed; `instead_of` is the one whose place it takes, in the same part.

    Raises `AlreadySuperseded` when somebody else has replaced or withdrawn that one.
    """
    if compartment in NOT_FOR_DOCUMENTS or (instead_of is not None and instead_of.compartment != compartment):
        raise house_rule(
            "document.write",
            by,
            case,
            _("A document cannot be put into this part of the case."),
            _("Choose the part whose readers need it; papers that show who the person is belong to Papers."),
        )
    document = Document(case=case, compartment=compartment, kind=kind, recorded_by=by)
    return put_away(document, title=title, received=received, instead_of=instead_of)


@deed("document.withdraw", on="document", part="document")
def withdraw_document(*, by: Officer, document: Document, because: str) -> Document:
    """Say that a document no longer counts. It is shown no more; the sealed original stays. Raises `AlreadySuperseded`."""
    row = Document(case=document.case, compartment=document.compartment, kind=document.kind, recorded_by=by)
    return withdraw(document, row, because=because)


def put_away(row: AnyFile, *, title: str, received: Received, instead_of: AnyFile | None = None) -> AnyFile:
    """Seal a file with its copy and its pages, then write its row, within a deed."""
    if instead_of is not None and (instead_of.superseded_by is not None or instead_of.case_key != row.case_key):
        raise AlreadySuperseded
    made = received.made
    row.media_type, row.size = received.media, len(received.content)
    row.storage_name = storage.new_name()
    row.has_copy, row.pages, row.pages_in_all = bool(made.copy), len(made.pages), made.pages_in_all
    row.seal_words(title=title)
    row.digest = storage.keep(row, storage.ORIGINAL, received.content)
    if made.copy:
        storage.keep(row, storage.COPY, made.copy)
    for number, page in enumerate(made.pages, start=1):
        storage.keep(row, storage.page(number), page)
    if instead_of is not None:
        instead_of.supersede(row)
    else:
        row.save(force_insert=True)
    return row


def withdraw(file: AnyFile, row: AnyFile, *, because: str) -> AnyFile:
    """Put a row that holds no file in the place of one that does, within a deed."""
    if file.withdrawn_at is not None:
        raise AlreadySuperseded
    row.withdrawn_at, row.withdrawn_because = clock.now(), because
    file.supersede(row)
    return row
