"""What can be chosen while a need is handed on: who takes it up, what can be told, on which ground; and what the receiver will see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Consent, ConsentTo
from mooring.law import Finding, NotAnswered
from mooring.referral import grounds, pieces, routing
from mooring.referral.due import Urgency
from mooring.referral.grounds import GroundCode
from mooring.referral.models import Referral, ReferralKind
from mooring.referral.opening import parts_that_open
from mooring.referral.police import PoliceGround
from mooring.referral.routing_of_a_case import charged, desks_taking_up
from mooring.referral.service_codes import service_label
from mooring.safeguards import clock
from mooring.safeguards.models import Agency, Desk, Officer
from mooring.safeguards.references import NoSuchReference, key_of, reference

Pairs = list[tuple[Any, Any]]
SHOWN_OF_A_LINE = 120


@dataclass(frozen=True)
class Receiver:
    """Whom one asks: a desk that works here, or an agency that has none."""

    agency: Agency
    desk: Desk | None

    def __str__(self) -> str:
        return str(self.desk or self.agency)


@dataclass
class Choosing:
    """One officer's choices about one case, as far as they have come. Codes and references as they stand on the page."""

    officer: Officer
    case: Case
    need: str
    group: str
    region: str
    receiver: str
    pieces: Sequence[str]

    @classmethod
    def of(cls, officer: Officer, case: Case, referral: Referral) -> Choosing:
        """The choices that a referral was written with."""
        receiver = _named(referral.to_agency, referral.to_desk)
        return cls(officer, case, referral.need, "", "", receiver, referral.chosen)

    @cached_property
    def on(self) -> date:
        return clock.today()

    @cached_property
    def candidates(self) -> list[routing.Candidate]:
        """Who is charged with this, in the directory's order, at each desk that can take it up; the officer's own are not asked.

        An agency with several desks is asked at one of them: a sealed link is for those only who do not work here.
        """
        own = {desk.pk for desk in self.officer.desks()}
        found = charged(self.case, self.need, self.group, self.region, self.on) if self.need else []
        taking_up = desks_taking_up()
        at_desks: list[routing.Candidate] = []
        for each in found:
            settled = each.desk is not None or each.passed_over
            there = [each.desk] if settled else taking_up.get(each.agency.pk, [None])
            at_desks += [replace(each, desk=desk) for desk in there if desk is None or desk.pk not in own]
        return at_desks

    @cached_property
    def asked(self) -> Receiver | None:
        """The receiver that was chosen."""
        kind, _colon, given = self.receiver.partition(":")
        try:
            key = key_of(kind, given)
        except NoSuchReference:
            return None
        if kind == "desk":
            desk = Desk.objects.select_related("agency").filter(pk=key).first()
            return Receiver(desk.agency, desk) if desk else None
        agency = Agency.objects.filter(pk=key).first() if kind == "agency" else None
        return Receiver(agency, None) if agency else None

    def receivers(self) -> Pairs:
        """The candidates for a form, each with its reasons."""
        return [
            (
                _named(each.agency, each.desk),
                format_html(
                    '{}<br><span class="small quiet">{}</span>',
                    each.desk or each.agency,
                    " ".join([*map(str, each.reasons), *([] if each.desk else [_no_desk()])]),
                ),
            )
            for each in self.candidates
            if not each.passed_over
        ]

    def desks(self) -> Pairs:
        """Every desk at which somebody serves now, by agency, but for the officer's own."""
        own = {desk.pk for desk in self.officer.desks()}
        others = [[desk for desk in desks if desk.pk not in own] for desks in desks_taking_up().values()]
        return [
            (desks[0].agency.name, [(_named(desk.agency, desk), str(desk)) for desk in desks])
            for desks in others
            if desks
        ]

    def offered_pieces(self) -> Pairs:
        """What this officer could tell, by part of the case, each with what it holds now."""
        by_part: dict[str, Pairs] = {}
        offered = pieces.offered(self.case, self.officer)
        for piece, lines in pieces.previewed(self.case, [piece.code for piece in offered]):
            part = str(Compartment(piece.compartment).label).partition(":")[0]
            says = " · ".join(f"{label}: {_short(words)}" for label, words in lines) or _("Nothing is noted here.")
            words = format_html('{}<br><span class="small quiet">{}</span>', piece.title, says)
            by_part.setdefault(part, []).append((piece.code, words))
        return list(by_part.items())

    def offered_grounds(self) -> Pairs:
        """The consents that run for the chosen receiver, a provision that carries this, and the named grounds that reach this receiver."""
        if self.asked is None:
            return []
        told = [(f"consent:{reference('consent', each.pk)}", _consent_words(each)) for each in self.consents]
        if self.provision is not None:
            told.append(("provision", str(GroundCode.PROVISION.label)))
        return [*told, *((code, GroundCode(code).label) for code in self.named_grounds)]

    @cached_property
    def consents(self) -> list[Consent]:
        asked = self.asked
        running = Consent.objects.running(self.case, self.on).filter(kind=ConsentTo.SHARE)
        return list(running.filter(recipient=asked.agency)) if asked else []

    @cached_property
    def provision(self) -> Finding | None:
        """The provision of law that carries this to the chosen receiver, where there is one."""
        if self.asked is None:
            return None
        found = grounds.ground_for(
            self.case, self.asked.agency, self.need, self.known_pieces, ground=GroundCode.PROVISION, on=self.on
        )
        return found.finding if isinstance(found, grounds.Ground) else None

    @cached_property
    def named_grounds(self) -> list[str]:
        """The three grounds that break a confidence, as far as the law of the country sends them to this receiver."""
        if self.asked is None:
            return []
        found = []
        for code in grounds.NAMED_GROUNDS:
            try:
                finding = settings.MOORING_COUNTRY.law.sharing(str(code), self.on)
            except NotAnswered:
                continue
            receivers = finding.codes("receivers")
            if finding.provides and (not receivers or self.asked.agency.kind in receivers):
                found.append(str(code))
        return found

    @property
    def known_pieces(self) -> list[str]:
        """The chosen pieces that this officer could tell; others cannot have come from the page."""
        could = {piece.code for piece in pieces.offered(self.case, self.officer)}
        return [code for code in self.pieces if code in could]

    def ground(self, given: Mapping[str, Any]) -> grounds.Ground | grounds.NoGround | None:
        """Whether what was chosen may be told; none where nobody is asked yet."""
        if self.asked is None:
            return None
        asked_for, consent = self._ground_and_consent(given)
        return grounds.ground_for(
            self.case,
            self.asked.agency,
            self.need,
            self.known_pieces,
            ground=asked_for,
            consent=consent,
            police=_police(given),
            on=self.on,
        )

    def _ground_and_consent(self, given: Mapping[str, Any]) -> tuple[str, Consent | None]:
        code, _colon, named = str(given.get("ground", "")).partition(":")
        chosen = next((each for each in self.consents if reference("consent", each.pk) == named), None)
        return code, chosen

    def arguments(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What the deed is asked for."""
        assert self.asked is not None
        ground, consent = self._ground_and_consent(given)
        return {
            "to_desk": self.asked.desk,
            "to_agency": self.asked.agency,
            "kind": given["kind"],
            "need": given["need"],
            "urgency": given["urgency"],
            "ground": ground,
            "consent": consent,
            "pieces": self.known_pieces,
            "message": given["message"],
            "police": _police(given) if ground in grounds.NAMED_GROUNDS else None,
            "routed": self.routed,
        }

    @property
    def routed(self) -> dict[str, Any] | None:
        """The directory's reasons for the receiver, as codes; none where the officer chose somebody whom it does not name for this."""
        asked = self.asked
        for each in self.candidates:
            if asked is not None and each.agency.pk == asked.agency.pk and not each.passed_over:
                return each.record()
        return None

    def parts_that_open(self, given: Mapping[str, Any]) -> list[str]:
        """The parts of the case, in words, that open to the receiver's desk when it accepts."""
        ground, _consent = self._ground_and_consent(given)
        shared = [piece.compartment for piece in pieces.named(self.known_pieces)]
        opened = parts_that_open(str(given.get("kind", "")), ground, shared)
        return [str(part.label).partition(":")[0] for part in opened]

    def package(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What the receiver will see, written out as it will be at the sending."""
        return {
            "need": service_label(str(given.get("need", ""))),
            "kind": ReferralKind(given["kind"]).label if given.get("kind") in ReferralKind.values else "",
            "urgency": Urgency(given["urgency"]).label if given.get("urgency") in Urgency.values else "",
            "from_desk": self.officer.desk,
            "to": str(self.asked or ""),
            "message": str(given.get("message", "")),
            "pieces": [
                {"title": piece.title, "compartment": Compartment(piece.compartment).label, "lines": lines}
                for piece, lines in pieces.previewed(self.case, self.known_pieces)
            ],
        }


def _police(given: Mapping[str, Any]) -> PoliceGround:
    asked_on = given.get("lawyer_asked_on")
    return PoliceGround(
        lawyer_asked_on=asked_on if isinstance(asked_on, date) else None,
        told_person=given.get("told_person") == "yes",
        not_told_because=str(given.get("not_told_because") or "") if given.get("told_person") == "no" else "",
    )


def _named(agency: Agency, desk: Desk | None) -> str:
    return f"desk:{reference('desk', desk.pk)}" if desk else f"agency:{reference('agency', agency.pk)}"


def _no_desk() -> str:
    return _("They do not work here: the referral reaches them by a sealed link.")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SHOWN_OF_A_LINE else f"{line[:SHOWN_OF_A_LINE]}…"


def _consent_words(consent: Consent) -> str:
    titles = {piece.code: str(piece.title) for piece in pieces.every()}
    told = ", ".join(titles.get(code, code) for code in consent.parts)
    words = _("The person agreed that %(agency)s is told, for %(need)s: %(pieces)s.") % {
        "agency": consent.recipient,
        "need": service_label(consent.purpose).lower(),
        "pieces": told,
    }
    if consent.until is not None:
        words += " " + _("Until %(day)s.") % {"day": consent.until.isoformat()}
    return words
