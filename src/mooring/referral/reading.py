"""Referrals as a page tells them: one line of a list, the way of one, and what was said on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mooring.casework import place_in_list
from mooring.referral.due import Urgency
from mooring.referral.models import REASONS, Mandate, MessageKind, Referral, ReferralKind, ReferralStep
from mooring.referral.police import NotToldBecause
from mooring.referral.referral_states import PENS, RECEIVER, REFERRAL_STATES, SENDER, ReferralState
from mooring.referral.routing import in_words
from mooring.referral.service_codes import service_label
from mooring.referral.weighing import Why
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.state_tables import State

PLACE = "referral_in_list"
PRESSING = frozenset({Urgency.NOW, Urgency.TODAY})
FINAL = tuple(state.code for state in REFERRAL_STATES.states if state.final)
OURS_AS_RECEIVER = tuple(state.code for state in REFERRAL_STATES.states if state.pen == RECEIVER)
OURS_AS_SENDER = tuple(state.code for state in REFERRAL_STATES.states if state.pen == SENDER)
USUAL_WAY = (
    ReferralState.DRAFT,
    ReferralState.SENT,
    ReferralState.RECEIVED,
    ReferralState.ACCEPTED,
    ReferralState.DONE,
)
BADGES = {
    "accepted": "badge-success",
    "done": "badge-success",
    "declined": "badge-warning",
    "returned": "badge-warning",
    "lapsed": "badge-error",
    "sent": "badge-info",
    "received": "badge-info",
}


@dataclass(frozen=True)
class Row:
    """One line of a list of referrals."""

    referral: Referral
    state: State
    due_at: datetime | None
    is_ours: bool

    @property
    def need(self) -> str:
        return service_label(self.referral.need)

    @property
    def kind(self) -> Any:
        return ReferralKind(self.referral.kind).label

    @property
    def urgency(self) -> Any:
        return Urgency(self.referral.urgency).label

    @property
    def urgent(self) -> bool:
        return self.referral.urgency in PRESSING and not self.state.final

    @property
    def other(self) -> Any:
        """The side that is not the reader's own."""
        return to_words(self.referral) if self.is_ours else self.referral.from_desk

    @property
    def turn(self) -> str:
        return turn_words(self.state)

    @property
    def is_late(self) -> bool:
        return self.due_at is not None and self.due_at < clock.now()

    @property
    def badge(self) -> str:
        return BADGES.get(self.state.code, "")


@dataclass(frozen=True)
class Page:
    """A page of a list, and the places before and after it (empty where there is no more)."""

    rows: list[Row]
    newer: str
    older: str


def to_words(referral: Referral) -> Any:
    return referral.to_desk or referral.to_agency


def turn_words(state: State) -> str:
    """Whose turn it is."""
    if state.final:
        return _("It is over.")
    return _("Whose turn: %(who)s.") % {"who": PENS[state.pen]}


def row(referral: Any, officer: Officer) -> Row:
    """A line, of a referral that was read `with_state`."""
    state = REFERRAL_STATES.state(referral.state)
    ours = {desk.pk for desk in officer.desks()}
    waits = state.code in (ReferralState.SENT, ReferralState.RECEIVED)
    return Row(referral, state, referral.due_at if waits else None, referral.from_desk_id in ours)


def readable() -> QuerySet[Referral]:
    """The referrals that are open to who asks, with where they stand. A draft is open to those only who write it."""
    found = Referral.objects.with_state().filter(state__isnull=False).kept()  # type: ignore[misc]
    return found.select_related("from_desk__agency", "to_desk__agency", "to_agency")


def of_desks(officer: Officer, which: str) -> QuerySet[Referral]:
    """A list of an officer's desks: `waiting` for them, `received`, `sent`, or `over`."""
    desks = [desk.pk for desk in officer.desks()]
    to_us, from_us = Q(to_desk__in=desks), Q(from_desk__in=desks)
    wanted = {
        "waiting": (to_us & Q(state__in=OURS_AS_RECEIVER)) | (from_us & Q(state__in=OURS_AS_SENDER)),
        "sent": from_us & ~Q(state__in=FINAL),
        "over": (to_us | from_us) & Q(state__in=FINAL),
    }
    return readable().filter(wanted[which])


def soonest_first(found: QuerySet[Referral]) -> QuerySet[Referral]:
    """What is due first comes first; what has no clock, after that."""
    return found.order_by(F("due_at").asc(nulls_last=True), "recorded_at")


def page_of(found: QuerySet[Referral], officer: Officer, *, after: str = "", before: str = "", size: int = 25) -> Page:
    """One page of at most `size` lines, the newest first; what waits longest is found by its clock, not its place."""
    backwards = place_in_list.read(PLACE, before) if before and not after else None
    forwards = place_in_list.read(PLACE, after) if after else None
    if backwards is not None:
        moment, key = backwards
        found = found.filter(Q(recorded_at__gt=moment) | Q(recorded_at=moment, pk__gt=key))
        read = list(found.order_by("recorded_at", "pk")[: size + 1])
        more = len(read) > size
        shown = read[:size][::-1]
        return _page(shown, officer, newer=more, older=True)
    if forwards is not None:
        moment, key = forwards
        found = found.filter(Q(recorded_at__lt=moment) | Q(recorded_at=moment, pk__lt=key))
    read = list(found.order_by("-recorded_at", "-pk")[: size + 1])
    return _page(read[:size], officer, newer=forwards is not None, older=len(read) > size)


def _page(shown: list[Referral], officer: Officer, *, newer: bool, older: bool) -> Page:
    def place(of: Referral) -> str:
        return place_in_list.written(PLACE, of.recorded_at, of.pk)

    return Page(
        [row(each, officer) for each in shown],
        place(shown[0]) if shown and newer else "",
        place(shown[-1]) if shown and older else "",
    )


def steps_of(referral: Referral) -> list[ReferralStep]:
    """The steps as they followed each other. Not by time: what is written and sent in one go bears one moment."""
    found = list(referral.steps.select_related("recorded_by"))
    for step in found:
        step.referral = referral
    following = {step.pk: step.superseded_by_id for step in found}
    by_key = {step.pk: step for step in found}
    key = next(iter(following.keys() - set(following.values())), None)
    ordered = []
    while key is not None:
        ordered.append(by_key[key])
        key = following[key]
    return ordered


def way(steps: Iterable[Any]) -> list[dict[str, Any]]:
    """Where it stands as a picture: the states it came to, each with its day, and what usually follows."""
    taken = list(steps)
    told = [
        {"name": step.label, "at": step.recorded_at, "done": step is not taken[-1], "current": step is taken[-1]}
        for step in taken
    ]
    last = taken[-1].state
    if last in USUAL_WAY:
        told += [{"name": REFERRAL_STATES.state(code).label} for code in USUAL_WAY[USUAL_WAY.index(last) + 1 :]]
    return told


def said(referral: Referral, steps: Iterable[Any]) -> list[dict[str, Any]]:
    """Every step and every message in their order: what, when, by whom, why, and the words."""
    told = [
        {
            "at": step.recorded_at,
            "what": step.label,
            # a lapsed step's name says why already
            "reason": "" if step.state == ReferralState.LAPSED else REASONS.get(step.reason, step.reason),
            "by": _by(step.recorded_by),
            "words": step.words,
        }
        for step in steps
    ]
    for message in referral.messages.select_related("recorded_by"):
        message.referral = referral
        told.append(
            {
                "at": message.recorded_at,
                "what": MessageKind(message.kind).label,
                "reason": "",
                "by": _by(message.recorded_by),
                "words": message.words,
            }
        )
    return sorted(told, key=lambda each: each["at"])


def _by(officer: Officer | None) -> str:
    return str(officer) if officer is not None else _("the clock")


def police_words(referral: Referral) -> list[str]:
    """What was done before a confidence was broken."""
    if referral.lawyer_asked_on is None:
        return []
    told = [_("The agency's lawyer was asked on %(day)s.") % {"day": date_format(referral.lawyer_asked_on)}]
    if referral.told_person:
        return [*told, _("The person was told.")]
    because: Mapping[str, Any] = dict(NotToldBecause.choices)
    return [*told, str(because.get(referral.not_told_because, _("The person was not told.")))]


def why_them(referral: Referral) -> list[str]:
    """Why this agency was asked: the directory's reasons at the time, in words."""
    routed = referral.routed
    if not isinstance(routed, dict):
        return [_("The officer chose them; the directory did not name them for this.")]
    mandate = (
        Mandate.objects.filter(code=routed.get("mandate", ""), agency=referral.to_agency_id)
        .order_by("-recorded_at")
        .first()
    )
    if mandate is None:
        return []
    return [in_words(Why(code), mandate) for code in routed.get("reasons", []) if code in list(Why)]
