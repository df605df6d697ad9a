"""The short form of the sheet at the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SHORT = {"class": "form-choices-short"}
PARTS: dict[str, Any] = {
    "language": _("Language"),
    "interpreter": _("Interpreter"),
    "medicine": _("Medicine, and when"),
    "allergy": _("Allergies"),
    "diet": _("What the person eats and does not eat"),
    "children": _("Children who come along: ages, and what they need"),
    "mobility": _("Stairs, bath, help needed"),
    "not_told": _("Who must not know that the person is here"),
    "ring_tonight": _("Whom to ring tonight, and the number"),
}


class HandoverForm(forms.Form):
    """What the house must know at the door, and no more."""

    language = forms.CharField(label=PARTS["language"], max_length=120)
    interpreter = forms.CharField(label=PARTS["interpreter"], max_length=300, required=False)
    medicine = forms.CharField(label=PARTS["medicine"], max_length=600, required=False)
    allergy = forms.CharField(label=PARTS["allergy"], max_length=300, required=False)
    diet = forms.CharField(label=PARTS["diet"], max_length=300, required=False)
    children = forms.CharField(label=PARTS["children"], max_length=600, required=False)
    mobility = forms.CharField(label=PARTS["mobility"], max_length=300, required=False)
    not_told = forms.CharField(
        label=PARTS["not_told"], max_length=600, required=False, help_text=_("A role or a look, not why.")
    )
    ring_tonight = forms.CharField(label=PARTS["ring_tonight"], max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("medicine", "children", "not_told"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 2})
