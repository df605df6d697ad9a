"""Sealed words on a page: opened where they are shown, and nothing where there are none."""

from __future__ import annotations

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from mooring.casework.models import Fact

register = template.Library()


@register.simple_tag
def sealed(fact: Fact, name: str) -> SafeString:
    """The words sealed in `<name>_sealed` of a fact, with their lines kept: `{% sealed path "with" %}`."""
    return mark_safe(str(escape(fact.words(name))).replace("\n", "<br>"))  # noqa: S308 escaped just before
