"""Who looked at a case and why, from the ledger, for the leads of the case; and that somebody asked for one that is not hers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from mooring.casework import labels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.verb_words import words_of

LABELS = {
    "why.not_in_role": _("not in the role"),
    "why.not_posted": _("serves at no desk"),
    "why.not_granted": _("this part was not open to the officer"),
    "why.house_rule": _("a rule of the house"),
    "why.unseen": _("the case is not open to the officer"),
    "came_of_it.done": _("Done"),
    "came_of_it.looked": _("Looked"),
    "came_of_it.refused": _("Refused"),
}


@dataclass(frozen=True)
class Line:
    """One line: when, who, of which agency, what, in which part, what came of it, why, and how many things a list held."""

    at: datetime
    key: int
    officer: Officer | None
    desk: Desk | None
    verb: str
    outcome: str
    compartment: str
    code: str
    count: int | None

    @property
    def what(self) -> Any:
        """What was done or looked at, in words."""
        known = labels.all_labels()
        return known.get(self.verb) or words_of(self.verb)

    @property
    def came_of_it(self) -> Any:
        return labels.all_labels().get(f"came_of_it.{self.outcome}", "")

    @property
    def part(self) -> Any:
        known = self.compartment in Compartment.values
        return str(Compartment(self.compartment).label).partition(":")[0] if known else ""

    @property
    def why(self) -> Any:
        """The reason that was given: a code of the reveal or of the emergency, or why it was refused."""
        return labels.all_labels().get(f"{self.verb}.{self.code}") or labels.all_labels().get(f"why.{self.code}", "")


def lines(
    case: Case,
    *,
    officer: Officer | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: tuple[datetime, int] | None = None,
    most: int = 50,
) -> list[Line]:
    """The newest lines about a case, for a lead of it; none for anybody else. `before`: the place after which to go on."""
    moment, key = before or (None, None)
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, at, officer_key, desk_key, verb, outcome, compartment, code, count"
            " from mooring_who_looked(%s, %s, %s, %s, %s, %s, %s)",
            [case.pk, officer.pk if officer else None, since, until, moment, key, most],
        )
        found = cursor.fetchall()
    officers = Officer.objects.in_bulk({line[2] for line in found if line[2]})
    desks = Desk.objects.select_related("agency").in_bulk({line[3] for line in found if line[3]})
    return [
        Line(at, number, officers.get(who), desks.get(desk), verb, outcome, part, code, count)
        for number, at, who, desk, verb, outcome, part, code, count in found
    ]


def officers_who_looked(case: Case) -> list[Officer]:
    """Everybody who stands in the ledger with this case, by name; for a lead of it."""
    with connection.cursor() as cursor:
        cursor.execute("select * from mooring_who_looked_at_all(%s)", [case.pk])
        keys = [key for (key,) in cursor.fetchall()]
    return list(Officer.objects.filter(pk__in=keys).order_by("name"))


def note_unseen(refused: Refused, *, pseudonym: str) -> None:
    """Write the line of a refusal on a case that the officer cannot see: it names the case, if there is one, and answers nothing."""
    postings = refused.officer.running_postings()
    desk = postings[0].desk_id if postings else None
    with connection.cursor() as cursor:
        cursor.execute(
            "select mooring_note_unseen(%s, %s, %s, %s)", [refused.officer.pk, desk, refused.refusal.verb, pseudonym]
        )
