"""Whom a notice can be opened to: who goes to actions, who coordinates, and who sits at the desk that told of it."""

from __future__ import annotations

from django.db.models import QuerySet

from mooring.safeguards.models import Desk, Officer, Posting
from mooring.safeguards.roles import roles_with

GOES = "action.begin"
COORDINATOR = "centre_coordinator"


def may_come(officer: Officer) -> bool:
    """Whether the officer's role goes to actions."""
    return officer.may(GOES)


def who_goes() -> QuerySet[Officer]:
    """All officers who may be put on a roster."""
    return _serving(role__in=[role.code for role in roles_with(GOES)])


def coordinators() -> QuerySet[Officer]:
    """All coordinators at the national centre."""
    return _serving(role=COORDINATOR)


def colleagues_of(desk: Desk, role_verb: str = "action.announce") -> QuerySet[Officer]:
    """Who else tells of actions at a desk."""
    return _serving(desk=desk, role__in=[role.code for role in roles_with(role_verb)])


def _serving(**where: object) -> QuerySet[Officer]:
    running = Posting.objects.running().filter(**where)
    return Officer.objects.filter(postings__in=running, is_active=True).distinct().order_by("name")
