"""The demos of two more countries: the same story-teller, another law, and every step of that law is to be seen."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from mooring import demo
from mooring.demo.countries import script
from mooring.law import country
from mooring.running.embedded_postgres import Cluster
from tests.conftest import clone, drop, use_database


@pytest.fixture(scope="module", params=["united_kingdom", "council_of_europe"])
def built(
    request: pytest.FixtureRequest, cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, psycopg.Connection]]:
    """A country's demo in a database of its own, and a connection of the owner to it."""
    name = f"mooring_demo_{request.param}"
    clone(cluster, name)
    with psycopg.connect(cluster.url("mooring_owner", name), autocommit=True) as owner:
        owner.execute("truncate safeguards_agency, safeguards_officer cascade")
        owner.execute("update safeguards_installation set invented_time = false")
        with django_db_blocker.unblock(), override_settings(MOORING_COUNTRY=country(request.param)):
            try:
                use_database(cluster.url("mooring_owner", name))
                demo.lay_ground()
                use_database(cluster.url("mooring_app", name))
                demo.build()
                assert demo.is_built()
                assert script().cast[script().lead][0] in demo.welcome()
            finally:
                use_database(cluster.url("mooring_app", "mooring_test"))
        yield str(request.param), owner
    drop(cluster, name)


def counted(owner: psycopg.Connection, statement: str) -> dict[str, int]:
    return dict(owner.execute(statement).fetchall())


def test_every_step_of_the_law_is_to_be_seen(built: tuple[str, psycopg.Connection]) -> None:
    _key, owner = built
    stages = counted(
        owner, "select stage, count(*) from casework_stagereached where superseded_by_id is null group by 1"
    )
    assert sum(stages.values()) >= 20
    assert {"presumed", "assessment", "identified", "not_identified", "no_assessment_wished", "closed"} <= set(stages)
    firsts = counted(
        owner,
        "select positive::text, count(*) from identification_stagedecision where stage = 'reasonable_grounds' group by 1",
    )
    assert set(firsts) == {"true", "false"}
    waiting = owner.execute(
        "select count(*) from identification_assessment a where superseded_by_id is null and ended_at is null"
        " and not exists (select 1 from identification_stagedecision d where d.case_id = a.case_id)"
    ).fetchone()
    assert waiting is not None and waiting[0] >= 3
    running = owner.execute(
        "select count(*) filter (where last_day >= now()::date), count(*) filter (where last_day < now()::date)"
        " from support_reflectionperiod p join casework_stagereached s using (case_id)"
        " where p.superseded_by_id is null and s.superseded_by_id is null and s.stage = 'assessment' and p.kind = 'recovery'"
    ).fetchone()
    assert running is not None and all(running), running
    assert counted(owner, "select kind, count(*) from support_reflectionperiod group by 1").keys() == {"recovery"}


def test_consent_and_notices_are_of_the_law_that_asks_for_them(built: tuple[str, psycopg.Connection]) -> None:
    key, owner = built
    consents = counted(owner, "select consent, count(*) from identification_assessment group by 1")
    notices = owner.execute("select count(*) from identification_anonymousnotice").fetchone()
    assert notices is not None
    if key == "united_kingdom":
        assert (
            consents["given"] >= 10 and consents["child_without"] >= 3 and set(consents) == {"given", "child_without"}
        )
        assert notices[0] >= 2
    else:
        assert set(consents) == {""} and notices[0] == 0


def test_no_two_officers_of_all_demos_bear_one_name() -> None:
    names: list[str] = []
    for key in ("denmark", "united_kingdom", "council_of_europe"):
        with override_settings(MOORING_COUNTRY=country(key)):
            told = script()
        names += [name for name, _desk, _role, _language in told.cast.values()]
        names += [name for _code, name in (*told.administrators, told.invited)]
        assert all(
            desk in {desk for _n, _k, desks in told.agencies.values() for desk in desks}
            for _n, desk, _r, _l in told.cast.values()
        )
    assert len(names) == len(set(names))
