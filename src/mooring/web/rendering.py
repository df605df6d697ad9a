"""How forms look: `{{ form }}` becomes the design system's markup, with an error summary that leads to the fields.

The setting `FORM_RENDERER` names it; rooms write plain Django forms and need to know nothing of it.
"""

from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.widgets import DateTimeBaseInput
from django.template.backends.django import DjangoTemplates

OURS = Path(__file__).parent / "templates"
DJANGOS = Path(django.forms.__file__).parent / "templates"

# Widgets whose own markup cannot carry ours.
REPLACED = {
    "django/forms/widgets/radio.html": "parts/widgets/choices.html",
    "django/forms/widgets/checkbox_select.html": "parts/widgets/choices.html",
    "django/forms/errors/list/default.html": "parts/widgets/errors.html",
    "django/forms/formsets/div.html": "parts/formset.html",
}
NATIVE: tuple[tuple[type[DateTimeBaseInput], str, str], ...] = (
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
)


class PageField(forms.BoundField):
    """A field as it stands on the page: knows its shape, and where a link to it must lead."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        widget = field.widget
        # A placeholder that repeats the label says nothing and is gone when one types.
        if str(widget.attrs.get("placeholder", "")).lower() in str(self.label).lower():
            widget.attrs.pop("placeholder", None)
        for kind, input_type, iso in NATIVE:
            # The browser's own date field speaks ISO only, whatever the language of the page.
            if isinstance(widget, kind) and widget.input_type == "text":
                widget.input_type = input_type
                widget.format = iso
                break

    @property
    def shape(self) -> str:
        """`choices`, `checkbox`, or `line` for everything with a label above it."""
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "choices"
        return "checkbox" if isinstance(widget, forms.CheckboxInput) else "line"

    @property
    def anchor(self) -> str:
        """The id that a link in the error summary leads to."""
        own = str(self.field.widget.attrs.get("id") or self.auto_id)
        return f"{own}_0" if self.shape == "choices" else (self.id_for_label or own)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Give the field its class, and its error to whoever listens."""
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        own = str(widget.attrs.get("class", ""))
        plain = "" if widget.is_hidden or self.shape == "choices" else "form-input"
        if self.shape == "checkbox":
            plain = "form-checkbox"
        classes = f"{plain} {own}".strip()
        return {**attrs, "class": classes} if classes else attrs


class FormRenderer(BaseRenderer):
    """Renders forms with our parts first and Django's own for the rest."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"
    formset_template_name = "parts/formset.html"
    bound_field_class = PageField

    @cached_property
    def engine(self) -> DjangoTemplates:
        """Templates of forms, apart from the site's, so that no app's template can stand in their way."""
        return DjangoTemplates(
            {"NAME": "forms", "APP_DIRS": False, "DIRS": [OURS, DJANGOS], "OPTIONS": {}},
        )

    def get_template(self, template_name: str) -> Any:
        """The template for a form, a field or a widget; a form may name one of its own room."""
        return self.engine.get_template(REPLACED.get(template_name, template_name))
