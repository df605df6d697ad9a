"""What an officer is typing, kept sealed at every pause, so that nothing is lost and nothing is left lying."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db import connection

from mooring.safeguards import clock, keys
from mooring.safeguards.models import Draft, Officer

Fields = dict[str, list[str]]
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "form_owner"})


def _key(officer_key: int) -> bytes:
    return keys.house_key(f"draft:{officer_key}")


def keep_for(officer_key: int, form: str, fields: Fields) -> None:
    """Keep what was typed in a form for an officer. Works also when her session has just ended: it can be put in, not read."""
    words = json.dumps({name: values for name, values in fields.items() if name not in NOT_KEPT}).encode()
    sealed = keys.seal(_key(officer_key), words, f"draft:{form}")
    with connection.cursor() as cursor:
        cursor.execute("select mooring_keep_draft(%s, %s, %s)", [officer_key, form, sealed])


def keep(officer: Officer, form: str, fields: Fields) -> None:
    keep_for(officer.pk, form, fields)


def kept(officer: Officer, form: str) -> Fields | None:
    """What was kept for this form, as lists of values by field, or none."""
    draft = Draft.objects.filter(officer_key=officer.pk, form=form).first()
    if draft is None:
        return None
    try:
        fields: Fields = json.loads(keys.unseal(_key(officer.pk), draft.sealed, f"draft:{form}"))
    except keys.CannotOpen:
        return None
    return fields


def saved_at(officer: Officer, form: str) -> object:
    return Draft.objects.filter(officer_key=officer.pk, form=form).values_list("saved_at", flat=True).first()


def drop(officer: Officer, form: str) -> None:
    """Erase a draft: it was sent, or thrown away."""
    Draft.objects.filter(officer_key=officer.pk, form=form).delete()


def drop_old() -> None:
    """Erase drafts that nobody came back for in fourteen days."""
    with connection.cursor() as cursor:
        cursor.execute("select mooring_drop_old_drafts(%s)", [clock.now() - timedelta(days=Draft.KEPT_DAYS)])
