"""The sheet at the door: for the team, and for the house from its yes until the person is gone; sealed with a key of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from mooring.housing import actions
from mooring.housing.actions.handover import standing_sheet, write_handover
from mooring.housing.forms.handover import PARTS, HandoverForm
from mooring.housing.models import HandoverSheet, HandoverVersion, Stay
from mooring.safeguards import erasure
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Notice, Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.housing.houses_to_try import as_seen, lived_in, offered
from tests.housing.refusing import refused_because
from tests.visiting import page, visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
CANARY = "Kanariepiller"
SHEET = {"language": "Thai", "medicine": CANARY, "ring_tonight": "The night social worker"}


def read_by(officer: Officer, stay: Stay) -> dict[str, str] | None:
    with acting_as(officer):
        version = standing_sheet(stay)
        return version.parts() if version else None


def test_the_house_reads_the_sheet_from_its_yes_until_the_person_is_gone(officers: Cast) -> None:
    lead, keeper = officers.social_worker, officers.shelter
    stay = offered(officers)
    write_handover(by=lead, stay=stay, parts={**SHEET, "story": "never kept"})
    assert read_by(keeper, stay) is None, "before the house has said yes it needs no medicine"
    for step in (actions.accept, actions.arrive):
        step(by=keeper, stay=as_seen(keeper, stay))
        assert read_by(keeper, stay) == SHEET
    write_handover(by=officers.colleague, stay=as_seen(officers.colleague, stay), parts={**SHEET, "diet": "No fish"})
    assert (read_by(keeper, stay) or {})["diet"] == "No fish"
    actions.leave(by=keeper, stay=as_seen(keeper, stay), how="planned")
    assert read_by(keeper, stay) is None, "it is gone from the house when the person leaves"
    assert (read_by(lead, stay) or {})["diet"] == "No fish"
    with refused_because("does not live there"):
        write_handover(by=lead, stay=as_seen(lead, stay), parts=SHEET)
    for outsider in (officers.stranger, officers.police, officers.coordinator):
        assert read_by(outsider, stay) is None
    assert set(HandoverVersion.PARTS) == set(PARTS) == set(HandoverForm.base_fields), "no field for a story"


def test_a_house_writes_no_sheet_and_no_other_team_does(officers: Cast) -> None:
    stay = lived_in(officers)
    with pytest.raises(Refused):
        write_handover(by=officers.shelter, stay=as_seen(officers.shelter, stay), parts=SHEET)
    with acting_as(officers.shelter), pytest.raises(DatabaseError), transaction.atomic():
        HandoverSheet(stay_id=stay.pk, recorded_by=officers.shelter).save(force_insert=True)
    with pytest.raises(Refused):
        write_handover(by=officers.social_worker, stay=stay, parts={"medicine": "  "})


def test_no_word_lies_open_looks_are_noted_and_the_key_goes_with_the_case(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    stay = lived_in(officers)
    version = write_handover(by=officers.social_worker, stay=stay, parts=SHEET)
    assert CANARY in page(visit(officers.shelter), reverse("door_sheet", args=[stay.reference]))
    with as_owner() as session:
        looks = session.execute("select count(*) from safeguards_ledgerline where verb = 'handover.look'").fetchone()
        assert looks == (1,), "a look at the sheet is one line"
        for (table,) in list(session.execute("select tablename from pg_tables where schemaname = 'public'")):
            rows = str(list(session.execute(f'select t::text from "{table}" t')))
            assert CANARY not in rows, table
            assert CANARY.encode().hex() not in rows, table
        session.execute(
            "insert into safeguards_erasure (subject, erased_at, ground, erased_by) values (%s, now(), 'x', 0)",
            [stay.case_id],
        )
        left = session.execute(
            "select count(*) from safeguards_datakey where subject = %s", [version.sheet_id]
        ).fetchone()
    assert left == (0,)
    with acting_as(officers.shelter):
        assert erasure.erased(version.sheet_id)
        found = standing_sheet(stay)
        assert found is not None
        assert found.parts() == {"language": "(erased)"}


def test_the_sheet_is_written_by_the_team_and_printed_by_the_house(officers: Cast) -> None:
    stay, lead, keeper = lived_in(officers), officers.social_worker, officers.shelter
    client, address = visit(lead), reverse("handover_write", args=[stay.reference])
    answer = client.post(address, {"language": "Thai", "medicine": CANARY})
    assert answer.status_code == 422
    assert CANARY in answer.content.decode()
    assert client.post(address, SHEET).status_code == 302
    house = visit(keeper)
    shown = page(house, reverse("door_sheet", args=[stay.reference]))
    assert CANARY in shown
    assert "DK-" not in shown
    paper = house.get(reverse("handover_print", args=[stay.reference]))
    assert paper.content.startswith(b"%PDF")
    assert "sheet.pdf" in paper["Content-Disposition"]
    assert house.get(address).status_code in (403, 404), "the house writes none"
    with acting_as(keeper):
        assert Notice.objects.filter(kind="handover.written").exists()
    for outsider in (officers.stranger, officers.night_hotline):
        assert visit(outsider).get(reverse("door_sheet", args=[stay.reference])).status_code in (403, 404)
