"""The forms of whoever tells us something without a name. They ask for no name, no address, no number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.documents.forms import TAKEN
from mooring.casework.documents.kinds import too_large
from mooring.casework.documents.media import LARGEST_FILE_WORDS
from mooring.hotline.tips.receipt import NotAReceipt, Receipt
from mooring.hotline.tips.receiving import MOST_FILES

LONGEST = 20_000  # letters


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """Several files, or none. What each is, is told by its content later on."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("Choose %(most)d files at the most. More can be sent with the receipt.") % {"most": MOST_FILES}
            )
        return files


class MessageForm(forms.Form):
    """What is told, and files with it."""

    words = forms.CharField(
        label=gettext_lazy("What would you like to tell us?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
        help_text=gettext_lazy(
            "What did you see or hear, where, and when? Names are not needed, yours least of all. Write in any language."
        ),
    )
    attached = FilesField(
        label=gettext_lazy("Photographs or other files"),
        required=False,
        widget=SeveralFiles(attrs={"accept": TAKEN}),
    )

    def __init__(self, *args: Any, was_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was_too_large = was_too_large
        # Only now is it known in which language the page stands: a size put into the words earlier would fix them in English.
        self.fields["attached"].help_text = _(
            "PDF, photographs and pictures, Word, OpenDocument or plain text; %(most)s together. What they tell about where and"
            " with which device they were made is taken out. What is to be seen in a picture stays in it."
        ) % {"most": LARGEST_FILE_WORDS}

    def clean_words(self) -> str:
        # Browsers send line ends of their own kind; the same words must be the same words.
        return str(self.cleaned_data["words"]).replace("\r\n", "\n").strip()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("words") and not cleaned.get("attached"):
            self.add_error("words", too_large() if self.was_too_large else _("Write something, or choose a file."))
        return cleaned


class FurtherForm(MessageForm):
    """A further message under a receipt."""

    words = forms.CharField(
        label=gettext_lazy("Write something more"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )


class ReceiptForm(forms.Form):
    """The receipt, to come back."""

    receipt = forms.CharField(
        label=gettext_lazy("Your receipt"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Twenty digits. Spaces do not matter."),
    )

    def clean_receipt(self) -> Receipt:
        try:
            return Receipt.typed(self.cleaned_data["receipt"])
        except NotAReceipt:
            raise forms.ValidationError(
                _("A receipt has twenty digits. Compare it with what you wrote down.")
            ) from None
