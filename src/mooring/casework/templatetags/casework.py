"""Words for kinds and stages on pages, and how a row is named there without its key."""

from __future__ import annotations

from typing import Any

from django import template

from mooring.casework import labels
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
