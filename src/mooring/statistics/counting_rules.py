"""How a person exploited in several ways is counted. There is no neutral answer, so every table says which rule it follows.

The forms of one person are written as one code, sorted and joined by a plus: `criminal_acts+forced_labour`.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

NOT_KNOWN = "not_known"
NOT_COLLECTED = "not_collected"
SEVERAL = "several"
UNKNOWN = frozenset({NOT_KNOWN, NOT_COLLECTED})


class CountingRule(models.TextChoices):
    """What to do with a person exploited in several forms."""

    ANY = "any", _("Once in each form")
    ONLY = "only", _("Only those with this form alone")
    COMBINATION = "combination", _("Each combination by itself")


RULE_SENTENCES = {
    CountingRule.ANY: _(
        "A person exploited in several forms is counted once in each of them; the figures by form add up to more than the total."
    ),
    CountingRule.ONLY: _(
        "Beside each form stand those exploited in that form alone; all others stand under several forms."
    ),
    CountingRule.COMBINATION: _("Each combination of forms is counted by itself; a person is counted once."),
}


def joined(forms: list[str]) -> str:
    """The forms of one person as one code; nothing at all becomes *not known*."""
    return "+".join(sorted(set(forms))) or NOT_KNOWN


def counted_under(forms: str, rule: CountingRule) -> tuple[str, ...]:
    """The categories under which a person with these forms is counted. Never empty: everybody is counted somewhere."""
    parts = forms.split("+")
    if len(parts) == 1:
        return (parts[0],)
    if rule is CountingRule.ANY:
        return tuple(parts)
    return (SEVERAL,) if rule is CountingRule.ONLY else (forms,)
