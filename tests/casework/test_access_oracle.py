"""Need-to-know against an oracle: in random worlds the database must answer as a few lines of plain Python do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mooring.casework import actions
from mooring.casework.models import Case, Event, Grant, Ground, Note, StageReached
from mooring.casework.pseudonym import new_pseudonym
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Agency, DataKey, Desk, Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.random_keys import random_key

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
AGENCIES, DESKS, OFFICERS, CASES = 2, 3, 3, 2
KINDS = ("police", "ngo")  # of the agencies
AN_HOUR = timedelta(hours=1)
PARTS = ("entry", "core", "police")
DAYS_FROM_NOW = st.sampled_from([None, -1, 1])
some_days_before = st.sampled_from([-3, 2])


@dataclass(frozen=True)
class PostingDrawn:
    officer: int
    desk: int
    since: int
    until: int | None

    @property
    def runs(self) -> bool:
        return self.since <= 0 and (self.until is None or self.until > 0)


@dataclass(frozen=True)
class GrantDrawn:
    case: int
    to_desk: bool
    holder: int
    part: str
    may_write: bool
    as_lead: bool
    until: int | None
    ended: bool
    drawn: str

    @property
    def ground(self) -> str:
        """Emergencies open a case to an officer alone; a desk may have opened it."""
        if self.drawn == "break_glass" and self.to_desk:
            return "given_by_lead"
        return "given_by_lead" if self.drawn == "founding" and not self.to_desk else self.drawn

    @property
    def in_emergency(self) -> bool:
        return self.ground == "break_glass"

    @property
    def writes(self) -> bool:
        return self.may_write and not self.in_emergency

    @property
    def leads(self) -> bool:
        return self.as_lead and not self.in_emergency

    @property
    def runs(self) -> bool:
        return not self.ended and (self.until is None or self.until > 0)


@dataclass(frozen=True)
class World:
    """A world as it was drawn, and the oracle: what each officer may, said without any database."""

    active: tuple[bool, ...]
    postings: tuple[PostingDrawn, ...]
    grants: tuple[GrantDrawn, ...]

    def desks(self, officer: int) -> set[int]:
        return {p.desk for p in self.postings if self.active[officer] and p.officer == officer and p.runs}

    def agencies(self, officer: int) -> set[int]:
        return {desk % AGENCIES for desk in self.desks(officer)}

    def holds(self, officer: int, case: int, part: str | None, *, writing: bool = False, as_lead: bool = False) -> bool:
        desks = self.desks(officer)
        return bool(desks) and any(
            grant.runs
            and grant.case == case
            and (part is None or grant.part == part)
            and (grant.writes or not writing)
            and (grant.leads or not as_lead)
            and (grant.holder in desks if grant.to_desk else grant.holder == officer)
            for grant in self.grants
        )

    def leads(self, officer: int, case: int) -> bool:
        return self.holds(officer, case, None, as_lead=True)

    def sees_grant(self, officer: int, grant: GrantDrawn) -> bool:
        desks = self.desks(officer)
        own = grant.holder in desks if grant.to_desk else bool(desks) and grant.holder == officer
        return own or self.leads(officer, grant.case)

    def may_open(self, officer: int, case: int, part: str, to_desks: set[int]) -> bool:
        """A part that she may write herself, or to its proper owner: what the police know, to the police."""
        own = any(
            grant.runs
            and (grant.case, grant.part) == (case, part)
            and grant.writes
            and (grant.holder in self.desks(officer) if grant.to_desk else grant.holder == officer)
            for grant in self.grants
        )
        return own or (part == "police" and any(KINDS[desk % AGENCIES] == "police" for desk in to_desks))

    def may_give_officer(self, officer: int, case: int, to: int, part: str) -> bool:
        serves_at = {p.desk for p in self.postings if p.officer == to and p.runs}
        return self.leads(officer, case) and to != officer and self.may_open(officer, case, part, serves_at)

    def is_led(self, case: int) -> bool:
        """Whether a running lead of the case is somebody who serves, or a desk where somebody does."""
        served = {desk for officer in range(OFFICERS) for desk in self.desks(officer)}
        return any(
            grant.runs
            and grant.case == case
            and grant.leads
            and (grant.holder in served if grant.to_desk else bool(self.desks(grant.holder)))
            for grant in self.grants
        )

    def may_take_up(self, officer: int, case: int, part: str, to: int) -> bool:
        """A case that nobody leads who serves, by an officer of the desk that opened it, for herself."""
        return (
            to == officer
            and not self.is_led(case)
            and any(
                grant.runs
                and grant.until is None
                and (grant.case, grant.part, grant.ground, grant.writes) == (case, part, "founding", True)
                and grant.holder in self.desks(officer)
                for grant in self.grants
            )
        )

    def may_give_desk(self, officer: int, case: int, to: int, part: str) -> bool:
        """To another desk what she holds; to a desk of her own only what she already holds without an end."""
        has = any(
            grant.runs
            and grant.until is None
            and (grant.case, grant.part, grant.writes, grant.leads) == (case, part, True, True)
            and (grant.holder in self.desks(officer) if grant.to_desk else grant.holder == officer)
            for grant in self.grants
        )
        may_open = self.may_open(officer, case, part, {to})
        return self.leads(officer, case) and may_open and (to not in self.desks(officer) or has)


postings = st.builds(
    PostingDrawn, st.integers(0, OFFICERS - 1), st.integers(0, DESKS - 1), some_days_before, DAYS_FROM_NOW
).filter(lambda posting: posting.until is None or posting.since < posting.until)
grants = st.builds(
    GrantDrawn,
    case=st.integers(0, CASES - 1),
    to_desk=st.booleans(),
    holder=st.integers(0, min(OFFICERS, DESKS) - 1),
    part=st.sampled_from(PARTS),
    may_write=st.booleans(),
    as_lead=st.booleans(),
    until=DAYS_FROM_NOW,
    ended=st.sampled_from([False, False, True]),
    drawn=st.sampled_from(["given_by_lead", "founding", "break_glass"]),
)
worlds = st.builds(
    World,
    active=st.tuples(*[st.sampled_from([True, True, True, False])] * OFFICERS),
    postings=st.lists(postings, min_size=1, max_size=5).map(tuple),
    grants=st.lists(grants, min_size=1, max_size=8).map(tuple),
)
in_random_worlds = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


class Arranged:
    """A world put into the database by the owner under fresh random keys, so that worlds never meet."""

    def __init__(self, world: World, owner: Owner) -> None:
        self.world = world
        self.agencies = [random_key() for _ in range(AGENCIES)]
        self.desks = [random_key() for _ in range(DESKS)]
        self.officers = [random_key() for _ in range(OFFICERS)]
        self.cases = [random_key() for _ in range(CASES)]
        self.grants = [random_key() for _ in world.grants]
        self.events = {(case, part): random_key() for case in range(CASES) for part in PARTS}
        self.notes = {(case, agency): random_key() for case in range(CASES) for agency in range(AGENCIES)}
        self.stages = [random_key() for _ in range(CASES)]
        self.present = datetime.now(UTC)
        with owner() as session, session.transaction(), session.cursor() as cursor:
            self._put(cursor)

    def moment(self, days: int | None) -> datetime | None:
        return None if days is None else self.present + timedelta(days=days)

    def span(self, grant: GrantDrawn) -> tuple[datetime, datetime | None]:
        """From when to when: an emergency lasts an hour."""
        if not grant.in_emergency:
            return self.present, self.moment(grant.until)
        begun = self.present if grant.runs or grant.until is None else self.present + timedelta(days=grant.until)
        return begun, begun + AN_HOUR

    def _put(self, cursor: psycopg.Cursor) -> None:
        world, present = self.world, self.present
        put = cursor.executemany
        put(
            "insert into safeguards_agency (id, code, name, kind) values (%s, %s, 'Agency', %s)",
            [(k, str(k), kind) for k, kind in zip(self.agencies, KINDS, strict=True)],
        )
        put(
            "insert into safeguards_desk (id, agency_id, code, name) values (%s, %s, %s, 'Desk')",
            [(key, self.agencies[i % AGENCIES], str(key)) for i, key in enumerate(self.desks)],
        )
        put(
            "insert into safeguards_officer (id, email, name, password, language, is_active)"
            " values (%s, %s, 'Officer', '!', 'en', %s)",
            [(key, f"{key}@test.invalid", world.active[i]) for i, key in enumerate(self.officers)],
        )
        put(
            "insert into safeguards_posting (id, officer_id, desk_id, role, since, until)"
            " values (%s, %s, %s, 'social_worker', %s, %s)",
            [
                (random_key(), self.officers[p.officer], self.desks[p.desk], self.moment(p.since), self.moment(p.until))
                for p in world.postings
            ],
        )
        somebody = self.officers[0]
        put(
            "insert into casework_case (id, pseudonym, opened_at, opened_by_id, recorded_at)"
            " values (%s, %s, %s, %s, %s)",
            [(key, new_pseudonym("DK"), present, somebody, present) for key in self.cases],
        )
        put(
            "insert into safeguards_datakey (id, subject, wrapped, master_version, made_at)"
            " values (%s, %s, ''::bytea, 1, %s)",
            [(random_key(), key, present) for key in self.cases],
        )
        put(
            "insert into casework_grant (id, case_id, compartment, officer_id, desk_id, may_write, as_lead, ground,"
            " given_by_id, since, until, ended_at, case_opened_at, recorded_at)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                (
                    self.grants[i], self.cases[g.case], g.part,
                    None if g.to_desk else self.officers[g.holder], self.desks[g.holder] if g.to_desk else None,
                    g.writes, g.leads, g.ground, self.officers[g.holder] if g.in_emergency else somebody,
                    *self.span(g), present if g.ended else None,
                    present, present,
                )
                for i, g in enumerate(world.grants)
            ],
        )  # fmt: skip
        put(
            "insert into casework_event (id, case_id, compartment, kind, happened_at, by_id, agency_id, codes,"
            " recorded_at) values (%s, %s, %s, 'told', %s, %s, %s, '{}', %s)",
            [
                (key, self.cases[case], part, present, somebody, self.agencies[0], present)
                for (case, part), key in self.events.items()
            ],
        )
        put(
            "insert into casework_note (id, case_id, recorded_at, recorded_by_id, agency_id, words_sealed)"
            " values (%s, %s, %s, %s, %s, ''::bytea)",
            [
                (key, self.cases[case], present, somebody, self.agencies[agency])
                for (case, agency), key in self.notes.items()
            ],
        )
        put(
            "insert into casework_stagereached (id, case_id, recorded_at, recorded_by_id, stage, since)"
            " values (%s, %s, %s, %s, 'presumed', %s)",
            [(key, case, present, somebody, present) for key, case in zip(self.stages, self.cases, strict=True)],
        )

    def each_officer(self) -> Iterator[tuple[int, Officer]]:
        for index, key in enumerate(self.officers):
            yield index, Officer.objects.get(pk=key)


def allowed(row: Model) -> bool:
    """Whether the database lets this be put in. What it let in is taken back again."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


@pytest.mark.usefixtures("own_database")
@in_random_worlds
@given(world=worlds)
def test_each_officer_reads_what_the_oracle_says_and_nothing_more(world: World, as_owner: Owner) -> None:
    there = Arranged(world, as_owner)
    for who, officer in there.each_officer():
        with acting_as(officer):
            assert set(Case.objects.values_list("pk", flat=True)) == {
                key for case, key in enumerate(there.cases) if world.holds(who, case, "entry")
            }
            assert set(Event.objects.values_list("pk", flat=True)) == {
                key for (case, part), key in there.events.items() if world.holds(who, case, part)
            }
            assert set(Note.objects.values_list("pk", flat=True)) == {
                key
                for (case, agency), key in there.notes.items()
                if world.holds(who, case, "entry") and agency in world.agencies(who)
            }
            assert set(DataKey.objects.values_list("subject", flat=True)) == {
                key for case, key in enumerate(there.cases) if world.holds(who, case, None)
            }
            assert set(Grant.objects.values_list("pk", flat=True)) == {
                key for key, grant in zip(there.grants, world.grants, strict=True) if world.sees_grant(who, grant)
            }


@pytest.mark.usefixtures("own_database")
@in_random_worlds
@given(world=worlds)
def test_each_officer_writes_where_the_oracle_lets_her_and_nowhere_else(world: World, as_owner: Owner) -> None:
    there = Arranged(world, as_owner)
    for who, officer in there.each_officer():
        with acting_as(officer):
            for (case, part), _ in there.events.items():
                event = Event(
                    case_id=there.cases[case],
                    compartment=part,
                    kind="told",
                    by_id=officer.pk,
                    agency_id=there.agencies[0],
                )
                assert allowed(event) == world.holds(who, case, part, writing=True)
            for case, agency in there.notes:
                note = Note(
                    case_id=there.cases[case],
                    agency_id=there.agencies[agency],
                    recorded_by_id=officer.pk,
                    words_sealed=b"x",
                )
                assert allowed(note) == (
                    world.holds(who, case, "entry", writing=True) and agency in world.agencies(who)
                )
            for case, key in enumerate(there.stages):
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute("update casework_stagereached set superseded_by_id = id + 1 where id = %s", [key])
                    changed = cursor.rowcount
                    transaction.set_rollback(True)
                assert bool(changed) == world.holds(who, case, "entry", writing=True)


@pytest.mark.usefixtures("own_database")
@in_random_worlds
@given(world=worlds)
def test_only_a_lead_gives_access_and_never_more_to_herself(world: World, as_owner: Owner) -> None:
    there = Arranged(world, as_owner)
    for who, officer in there.each_officer():
        with acting_as(officer):
            for case in range(CASES):
                new = {
                    "case_id": there.cases[case], "ground": Ground.GIVEN_BY_LEAD, "given_by_id": officer.pk,
                    "as_lead": True, "case_opened_at": there.present,
                }  # fmt: skip
                for to, key in enumerate(there.officers):
                    grant = Grant(compartment="police", officer_id=key, **new)
                    assert allowed(grant) == world.may_give_officer(who, case, to, "police")
                for to, key in enumerate(there.desks):
                    for part in PARTS:
                        grant = Grant(compartment=part, desk_id=key, **new)
                        assert allowed(grant) == world.may_give_desk(who, case, to, part)
                # Nobody founds herself into a case that is there already, lead or not.
                founding = Grant(compartment="entry", officer_id=officer.pk, **{**new, "ground": Ground.FOUNDING})
                assert not allowed(founding)
                # Nor does anybody open a case to herself in an emergency but by the one function that tells the team.
                hour = {"may_write": False, "as_lead": False, "until": there.present + AN_HOUR, "since": there.present}
                emergency = Grant(
                    compartment="entry", officer_id=officer.pk, **{**new, **hour, "ground": Ground.BREAK_GLASS}
                )
                assert not allowed(emergency)
                for to, key in enumerate(there.officers):
                    taken = Grant(compartment="core", officer_id=key, **{**new, "ground": Ground.HANDED_OVER})
                    assert allowed(taken) == world.may_take_up(who, case, "core", to)


@pytest.mark.usefixtures("own_database")
@in_random_worlds
@given(world=worlds)
def test_the_guard_in_front_agrees_with_the_database_behind(world: World, as_owner: Owner) -> None:
    """What `access` says to an officer who sees a case is what the policies would say."""
    there = Arranged(world, as_owner)
    for who, officer in there.each_officer():
        with acting_as(officer):
            for case in Case.objects.all():
                index = there.cases.index(case.pk)
                for part in PARTS:
                    for writing in (False, True):
                        refusal = case.refusal_to(officer, "case.look", part, writing=writing)
                        assert (refusal is None) == world.holds(who, index, part, writing=writing)
                assert actions.leads(officer, case) == world.leads(who, index)


@pytest.mark.usefixtures("own_database")
@in_random_worlds
@given(world=worlds)
def test_without_an_officer_every_world_is_empty(world: World, as_owner: Owner) -> None:
    Arranged(world, as_owner)
    for model in (Case, Event, Note, Grant, StageReached, DataKey):
        assert not model._default_manager.exists()
    assert Agency.objects.exists()
    assert Desk.objects.exists()


@pytest.mark.usefixtures("own_database")
@in_random_worlds
@given(world=worlds)
def test_the_deed_of_giving_access_refuses_where_the_oracle_does(world: World, as_owner: Owner) -> None:
    there = Arranged(world, as_owner)
    for who, officer in there.each_officer():
        with acting_as(officer):
            cases = list(Case.objects.all())
        for case in cases:
            index = there.cases.index(case.pk)
            may_write_entry = world.holds(who, index, "entry", writing=True)
            for to, other in there.each_officer():
                expected = may_write_entry and world.may_give_officer(who, index, to, "core")
                try:
                    with transaction.atomic():
                        actions.give_access(
                            by=officer, case=case, compartment="core", officer=other, until=clock.now() + timedelta(1)
                        )
                        given = True
                        transaction.set_rollback(True)
                except Refused:
                    given = False
                assert given == expected
            for to, key in enumerate(there.desks):
                expected = may_write_entry and world.may_give_desk(who, index, to, "entry")
                assert refuses_nobody_by_a_crash(officer, case, Desk.objects.get(pk=key)) == expected


def refuses_nobody_by_a_crash(officer: Officer, case: Case, desk: Desk) -> bool:
    """Whether entry can be given to this desk by the deed. A `DatabaseError` is a rule the deed forgot to say."""
    try:
        with transaction.atomic():
            actions.give_access(by=officer, case=case, compartment="entry", desk=desk, as_lead=True)
            transaction.set_rollback(True)
    except Refused:
        return False
    return True
