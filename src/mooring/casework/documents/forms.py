"""The forms by which files come in. A photograph can be taken right there, on a telephone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.documents.kinds import NotTaken, recognise, too_large
from mooring.casework.documents.media import ALLOWED, LARGEST_FILE_WORDS
from mooring.casework.documents.receiving import Received, receive
from mooring.casework.models import NOT_FOR_DOCUMENTS, Case, DocumentKind, Withdrawal
from mooring.safeguards.models import Officer

TAKEN = ",".join([*ALLOWED, *sorted(ending for kind in ALLOWED.values() for ending in kind.claimed)])


class FileForm(forms.Form):
    """One file, chosen or photographed. After a mistake it must be chosen again: browsers do not keep files."""

    file = forms.FileField(
        label=_("Choose a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": TAKEN}),
    )
    photograph = forms.FileField(
        label=_("Or take a photograph now"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
        help_text=_("On a telephone this opens the camera. Delete the picture from the telephone if it kept one."),
    )
    received: Received

    def __init__(self, *args: Any, was_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was_too_large = was_too_large
        # Only now is it known in which language the page stands: a size put into the words earlier would fix them in English.
        self.fields["file"].help_text = gettext(
            "PDF, photograph or picture, Word, OpenDocument or plain text; at most %(most)s."
        ) % {"most": LARGEST_FILE_WORDS}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = [(name, file) for name in ("file", "photograph") if (file := cleaned.pop(name, None)) is not None]
        if self.was_too_large:
            self.add_error("file", too_large())
        elif len(given) > 1:
            self.add_error("photograph", _("Choose a file or take a photograph, not both: send one after the other."))
        elif given:
            self._open(*given[0])
        elif not self.has_error("file") and not self.has_error("photograph"):
            self.add_error("file", _("Choose a file, or take a photograph."))
        return cleaned

    def _open(self, name: str, file: UploadedFile[Any]) -> None:
        content, named = file.read(), file.name or ""
        try:
            if self.errors:
                # What else is wrong must be put right first, and then the file chosen again: look at it without opening it.
                recognise(content, named)
                self.add_error(name, _("Choose the file again: a browser does not keep it."))
            else:
                self.received = receive(content, named)
        except NotTaken as why:
            self.add_error(name, str(why))


class DocumentForm(FileForm):
    """A document for one part of a case."""

    kind = forms.ChoiceField(label=_("What it is"), choices=[("", "–"), *DocumentKind.choices])
    title = forms.CharField(
        label=_("In a few words"),
        max_length=200,
        help_text=_("So that colleagues find it. It is sealed; do not write the person's name."),
    )
    compartment = forms.ChoiceField(
        label=_("Which part of the case"), widget=forms.RadioSelect, help_text=_("Whoever has this part can see it.")
    )
    field_order = ("kind", "title", "compartment", "file", "photograph")

    def __init__(self, *args: Any, officer: Officer, case: Case, fixed: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [fixed] if fixed else parts_to_write(officer, case)
        part = self.fields["compartment"]
        assert isinstance(part, forms.ChoiceField)
        part.choices = [(value, Compartment(value).label) for value in parts]
        if len(parts) == 1:
            part.initial = parts[0]

    def clean_compartment(self) -> str:
        part = str(self.cleaned_data["compartment"])
        if self.cleaned_data.get("kind") == DocumentKind.MEDICAL and part != Compartment.HEALTH:
            raise forms.ValidationError(
                _("Medical papers belong to Health. If you have no access to it, hand the paper to somebody who has.")
            )
        return part


class WithdrawForm(forms.Form):
    """Why a file no longer counts."""

    because = forms.ChoiceField(label=_("Why"), choices=Withdrawal.choices, widget=forms.RadioSelect)


def parts_to_write(officer: Officer, case: Case) -> list[str]:
    """The parts of a case into which this officer may put a document."""
    held = case.held_by(officer)
    return [part for part in Compartment.values if held.get(part, False) and part not in NOT_FOR_DOCUMENTS]
