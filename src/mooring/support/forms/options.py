"""Choosing for whom the sheet of options is shown. None of it is about one person, nor about the police."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from mooring.law.options import GROUPS, STAGES
from mooring.law.residence import RESIDENCE_LABELS

ALL = "all"


class OptionsForm(forms.Form):
    """Group, residence basis and stage."""

    is_a_filter = True

    group = forms.ChoiceField(label=_("For whom"))
    residence_basis = forms.ChoiceField(label=_("Residence basis"))
    stage = forms.ChoiceField(label=_("Where the identification stands"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            "group": [(code, translated(label)) for code, label in GROUPS.items()],
            "residence_basis": [
                *((basis.value, translated(label)) for basis, label in RESIDENCE_LABELS.items()),
                (ALL, translated("All, beside one another")),
            ],
            "stage": [(code, translated(label)) for code, label in STAGES.items()],
        }
        for name, choices in words.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
