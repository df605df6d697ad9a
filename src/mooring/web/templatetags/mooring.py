"""Tags for pages: built files, answers of the law, and clocks."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext

from mooring.law.findings import Finding
from mooring.web.assets import asset_path

register = template.Library()

SOON = timedelta(hours=72)


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built script or stylesheet: `{% asset 'main.js' %}`."""
    return static(asset_path(name))


@register.inclusion_tag("parts/finding.html")
def finding(answer: Finding | Mapping[str, object], question: str = "") -> dict[str, Any]:
    """An answer of the law with its reasons and provisions; takes a `Finding` or what its `record()` stored."""
    given = answer if isinstance(answer, Finding) else Finding.from_record(answer)
    return {
        "question": question,
        "sentence": given.sentence(gettext),
        "reasons": given.sentences(gettext),
        # Several rules may stand in one section: it is read once.
        "provisions": list(
            {
                (provision.label(gettext), provision.is_law): {
                    "label": provision.label(gettext),
                    "is_law": provision.is_law,
                }
                for provision in given.provisions
            }.values()
        ),
        "doubts": given.doubts(gettext),
        "on": given.on,
        "confirmed": given.confirmed,
        "provides": given.provides,
    }


@register.inclusion_tag("parts/deadline.html")
def deadline(
    what: str,
    due: date | datetime,
    met: date | datetime | None = None,
    whose: str = "",
    finding: Finding | Mapping[str, object] | None = None,
    why: str = "",
) -> dict[str, Any]:
    """A clock: what is due, when, whose turn it is, and under which law. A date is due until the end of that day."""
    given = Finding.from_record(finding) if isinstance(finding, Mapping) and finding else finding
    provisions = given.provisions if isinstance(given, Finding) else ()
    labels = dict.fromkeys(provision.label(gettext) for provision in provisions)
    return {
        "what": what,
        "due": due,
        "has_hour": isinstance(due, datetime),
        "moment": _moment(due),
        "met": met,
        "whose": whose,
        "why": why,
        "law": "; ".join(labels),
        "confirmed": given.confirmed if isinstance(given, Finding) else True,
        "state": deadline_state(due, met, timezone.now()),
    }


def deadline_state(due: date | datetime, met: date | datetime | None, now: datetime) -> str:
    """`met`, `overdue`, `soon` (within 72 hours) or `due`."""
    if met is not None:
        return "met"
    left = _moment(due) - now
    if left < timedelta(0):
        return "overdue"
    return "soon" if left <= SOON else "due"


def _moment(due: date | datetime) -> datetime:
    """The moment a clock runs out: itself, or the end of its day here."""
    if isinstance(due, datetime):
        return due
    return timezone.make_aware(datetime.combine(due, time.max))
