"""Words for kinds and stages on pages, and how a row is named there without its key."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mooring.casework import labels
from mooring.casework.models import Deadline
from mooring.safeguards import references

register = template.Library()


@register.filter
def kind_label(kind: str) -> Any:
    """What a deed, a deadline or a task is called."""
    return labels.label(kind)


@register.filter
def stage_name(stage: str) -> str:
    """What a stage is called; nothing for a case without one."""
    return labels.stage_name(stage) if stage else ""


@register.filter
def named(row: Any, kind: str) -> str:
    """The reference of a row of a kind, for an address: `{{ task|named:"task" }}`."""
    return references.reference(kind, row.pk)


@register.filter
def with_case(deadline: Deadline) -> SafeString:
    """What is due and in which case, for a list over many cases."""
    address = reverse("case", args=[deadline.case])
    return format_html(
        '{} · <a class="pseudonym" href="{}">{}</a>', labels.label(deadline.kind), address, deadline.case.pseudonym
    )


@register.filter
def part_name(label: Any) -> str:
    """The short name of a compartment: what stands before the colon."""
    return str(label).partition(":")[0]
