"""Receiving a signal, noting the people met, and opening a file where there is a ground for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, Deadline
from mooring.identification import regions
from mooring.identification.actions.appending import one_of
from mooring.identification.models import (
    AgeImpression,
    AskedToTalk,
    CaseOrigin,
    Encounter,
    FileGround,
    HealthNeed,
    PersonFacts,
    ResidenceBasis,
    Signal,
    Source,
    YesNoUnknown,
)
from mooring.identification.reading import the_law
from mooring.safeguards import clock, keys
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

DETENTION_CLOCK = "detention_clock"


@deed("signal.receive")
def receive_signal(
    *,
    by: Officer,
    source: str,
    received_at: datetime | None = None,
    region: str = regions.UNKNOWN,
    words: str = "",
    expected_people: int | None = None,
    danger_now: str = YesNoUnknown.NOT_KNOWN,
) -> Signal:
    """Receive a signal at the officer's desk. It is not a case; its words are sealed with a key of its own."""
    verb = "signal.receive"
    one_of(verb, by, None, [source], Source)
    one_of(verb, by, None, [region], dict(regions.choices()))
    one_of(verb, by, None, [danger_now], YesNoUnknown)
    if received_at is not None and received_at > clock.now():
        raise house_rule(verb, by, None, _("A signal cannot have come in the future."), _("Correct the time."))
    signal = Signal(
        source=source,
        received_at=received_at or clock.now(),
        region=region,
        expected_people=expected_people,
        danger_now=danger_now,
        desk=by.desk,
        recorded_by=by,
    )
    row, key = keys.new_data_key(signal.pk)
    if words:
        signal.words_sealed = keys.seal(key, words.encode(), signal.place("words_sealed"))
    # The database lets a key be made only for a signal that is there already.
    signal.save(force_insert=True)
    row.save(force_insert=True)
    return signal


@deed("encounter.note", on="signal")
def note_encounter(
    *,
    by: Officer,
    signal: Signal,
    number: int | None = None,
    age_impression: str = AgeImpression.NOT_KNOWN,
    informed: bool = False,
    informed_language: str = "",
    asked_to_talk: str = AskedToTalk.NOT_YET,
    danger_now: str = YesNoUnknown.NOT_KNOWN,
    health_needs: Sequence[str] = (),
    health_happened_at: datetime | None = None,
) -> Encounter:
    """Note a person met, without anything that identifies. Without a number it is the next person; with one, the same person anew."""
    verb = "encounter.note"
    one_of(verb, by, None, [age_impression], AgeImpression)
    one_of(verb, by, None, [asked_to_talk], AskedToTalk)
    one_of(verb, by, None, [danger_now], YesNoUnknown)
    codes = {
        "age_impression": age_impression,
        "informed": informed,
        "informed_language": informed_language if informed else "",
        "asked_to_talk": asked_to_talk,
        "danger_now": danger_now,
        "health_needs": one_of(verb, by, None, health_needs, HealthNeed),
        "health_happened_at": health_happened_at,
    }
    people = Encounter.objects.standing().filter(signal=signal)
    if number is not None:
        standing: Encounter | None = people.filter(number=number).first()
        if standing is None:
            raise house_rule(verb, by, None, _("Nobody was noted under this number."), _("Note the next person."))
        noted = standing.noted_anew(by, **codes)
        standing.supersede(noted)
        return noted
    last = people.aggregate(last=Max("number"))["last"] or 0
    encounter = Encounter(signal=signal, number=last + 1, recorded_by=by, **codes)
    encounter.save(force_insert=True)
    return encounter


@deed("encounter.become_case", on="encounter")
def become_case(*, by: Officer, encounter: Encounter, ground: str, detained_since: datetime | None = None) -> Case:
    """Open a file on a person met, by her wish, under a provision for children, or when she is detained; on no other ground.

    Nothing that was said is copied. `detained_since` (aware) starts the clock of detention. Refused otherwise, with the reason.
    """
    _refuse_without_ground(by, encounter, ground, detained_since)
    signal = encounter.signal
    case = casework.open_case(by=by)
    CaseOrigin(
        case=case,
        source=signal.source,
        ground=ground,
        region=signal.region,
        signal=signal,
        person_number=encounter.number,
        detained_since=detained_since if ground == FileGround.DETAINED else None,
        recorded_by=by,
    ).save(force_insert=True)
    ResidenceBasis(case=case, recorded_by=by).save(force_insert=True)
    if encounter.age_impression == AgeImpression.CHILD_OR_IN_DOUBT:
        status = the_law().age_presumption(None, True, clock.today()).answer
        PersonFacts(case=case, age_in_doubt=True, age_status=status, known_how="not_asked", recorded_by=by).save(
            force_insert=True
        )
    # Where the country's pack leaves the question alone no clock is set: none is guessed.
    if ground == FileGround.DETAINED and detained_since is not None and the_law().answers("detention_clock"):
        finding = the_law().detention_clock(detained_since).or_refuse()
        casework.set_deadline(
            case, DETENTION_CLOCK, finding.moment("ends"), by=by, finding=finding.record(), pen_desk=by.desk
        )
    encounter.supersede(encounter.noted_anew(by, became_case=True))
    return case


@deed("detention.end", on="case")
def end_detention(*, by: Officer, case: Case) -> Deadline:
    """Record that the person is no longer detained: the clock stops. Refused when none is running."""
    met = casework.meet_deadline(case, DETENTION_CLOCK, by=by)
    if met is None:
        raise house_rule("detention.end", by, case, _("No clock of detention is running."), _("Look at the case page."))
    return met


def _refuse_without_ground(by: Officer, encounter: Encounter, ground: str, detained_since: datetime | None) -> None:
    verb = "encounter.become_case"
    if encounter.became_case:
        raise house_rule(verb, by, None, _("There is already a file on this person."), _("Look in your list of cases."))
    if ground not in FileGround.values:
        raise house_rule(
            verb,
            by,
            None,
            _("No file is opened because a person was met."),
            _(
                "Open one when the person wishes it, under a provision for children, or when there is a decision to detain."
            ),
        )
    if ground == FileGround.HER_WISH and encounter.asked_to_talk == AskedToTalk.NO:
        raise house_rule(
            verb,
            by,
            None,
            _("The person said no for now."),
            _("Note it first if the person has changed her or his mind."),
        )
    if ground == FileGround.CHILD_PROVISION and encounter.age_impression != AgeImpression.CHILD_OR_IN_DOUBT:
        raise house_rule(
            verb,
            by,
            None,
            _("The person was not noted as a child, nor as perhaps one."),
            _("Note the age impression first."),
        )
    if ground == FileGround.DETAINED and (detained_since is None or detained_since > clock.now()):
        raise house_rule(
            verb,
            by,
            None,
            _("It must be said since when the person is detained."),
            _("Ask the police for the hour of the decision."),
        )
