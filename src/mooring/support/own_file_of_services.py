"""What support holds of help asked for, for a person who asks to see her or his own file."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import Case
from mooring.casework.own_file import Part, part_of, register
from mooring.safeguards.models import Officer
from mooring.support import services_shown
from mooring.support.models import ServiceRequest


def services(officer: Officer, case: Case) -> Iterator[Part]:
    """Each request for help: what was asked for, who pays, where it stands, and what the person wished."""
    for asked in ServiceRequest.objects.filter(case=case).order_by("recorded_at"):
        asked.case = case
        told = services_shown.whole(asked, is_team=True)
        steps = [
            (
                f"step_{place}",
                step["label"],
                " · ".join(str(part) for part in (step["on_day"], step["reason"], step["place"]) if part),
            )
            for place, step in enumerate(told["steps"])
        ]
        yield part_of(
            officer,
            asked,
            "service",
            _("Help asked for"),
            ("help", _("Help"), told["name"]),
            ("payer", _("Who pays"), told["payer"]),
            ("state", _("Where it stands"), told["state"].label),
            ("wish", _("What the person wished"), told["wish"]),
            *steps,
        )


def fill() -> None:
    """Say what support holds of help."""
    register("services", gettext_lazy("Help"), services, order=52)
