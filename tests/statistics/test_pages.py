"""The pages of figures: who may see them, what they say of themselves, and what is on record afterwards."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import psycopg
import pytest
from django.utils.formats import date_format

from mooring.register.load import load_file
from mooring.statistics import vintages
from tests.cast import Cast
from tests.statistics.figures import recorded_on
from tests.visiting import visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
SAMPLE = Path(str(files("mooring.register"))) / "samples" / "uk_nrm"
PAGES = [
    "/figures/",
    "/figures/chart/",
    "/figures/revisions/",
    "/figures/counted/",
    "/figures/counted/chart/",
    "/figures/encounters/",
]
EXPORTS = [
    "/figures/export/csv/",
    "/figures/export/xlsx/",
    "/figures/counted/export/csv/",
    "/figures/counted/export/xlsx/",
]


@pytest.fixture
def figures(officers: Cast) -> Cast:
    recorded_on(officers, date(2025, 3, 10))
    assert load_file(
        SAMPLE / "cells_2022q2_2023q4.csv", SAMPLE / "mapping.toml", officer=officers.statistician
    ).accepted
    return officers


@pytest.mark.parametrize("who", ["stranger", "social_worker", "police", "caseworker", "administrator", "unposted"])
@pytest.mark.parametrize("address", [*PAGES, *EXPORTS])
def test_other_roles_see_no_figures(officers: Cast, who: str, address: str) -> None:
    assert visit(getattr(officers, who)).get(address).status_code == 403


@pytest.mark.parametrize("address", EXPORTS)
def test_who_may_look_may_not_always_take_along(figures: Cast, address: str) -> None:
    assert visit(figures.keeper).get(address).status_code == 403
    assert visit(figures.statistician).get(address).status_code == 200
    assert b"figures/export" not in visit(figures.keeper).get("/figures/").content


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_to_the_statistician(figures: Cast, address: str) -> None:
    assert visit(figures.statistician).get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES[:1] + PAGES[2:4] + PAGES[5:])
def test_every_page_opens_while_there_are_no_figures_at_all(officers: Cast, address: str) -> None:
    assert visit(officers.statistician).get(address).status_code == 200


def test_the_national_table_says_what_it_is(figures: Cast) -> None:
    page = (
        visit(figures.statistician)
        .get("/figures/?down=form&across=year&known_on=2025-03-31&share_of=row")
        .content.decode()
    )
    assert "Not for publication" in page
    assert f"as known at the end of {date_format(date(2025, 3, 31))}" in page
    assert "counted once in each of them" in page
    assert "From 1 April 2012" in page and "From 2 May 2013" in page and "June 2022" not in page
    assert "15 to 31 years" in page and "21.8 years" in page
    assert '<img src="/figures/chart/?' in page and 'alt="Bars:' in page


def test_a_day_that_is_not_over_is_answered_with_what_to_do(figures: Cast) -> None:
    today = vintages.latest_day() + timedelta(days=1)
    response = visit(figures.statistician).get(f"/figures/?known_on={today}")
    assert response.status_code == 422
    assert f"Choose {vintages.latest_day()} or a day before it." in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "down=year&across=year",
        "down=pseudonym",
        "known_on=soon",
        "first=2020-01-01&last=2019-01-01",
        "only_form=theft",
        "rule=all",
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_choices(figures: Cast, query: str) -> None:
    response = visit(figures.statistician).get(f"/figures/?{query}")
    assert response.status_code == 422
    assert "<table" not in response.content.decode()


def test_every_figure_taken_along_carries_the_mark(figures: Cast) -> None:
    answer = visit(figures.statistician).get("/figures/export/csv/?known_on=2025-03-31")
    assert "not-for-publication" in answer["Content-Disposition"]
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {line["Mark"] for line in lines} == {"Not for publication"}
    assert {line["As known on"] for line in lines} == {"2025-03-31"}
    total = [line for line in lines if line["Year of the outcome"] == line["Outcome"] == "All"]
    assert [line["People"] for line in total] == ["5"]


def test_the_spreadsheet_carries_the_mark_in_every_row(figures: Cast) -> None:
    answer = visit(figures.statistician).get("/figures/export/xlsx/?known_on=2025-03-31")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        words = book.read("xl/sharedStrings.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "NOT FOR PUBLICATION" in words and "Not for publication" in words
    place = words.split("<si>").index(next(part for part in words.split("<si>") if ">Not for publication<" in part)) - 1
    assert sheet.count(f"<v>{place}</v>") == 5  # four years and the total


def test_a_chart_is_a_picture_that_holds_the_categories(figures: Cast) -> None:
    answer = visit(figures.statistician).get("/figures/chart/?down=form&across=outcome&known_on=2025-03-31")
    assert answer["Content-Type"] == "image/svg+xml"
    picture = answer.content.decode()
    assert picture.startswith("<svg") and "Identified" in picture and "Forced labour" in picture


def test_a_look_is_one_line_with_its_count(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    recorded_on(officers, date(2025, 3, 10))
    visit(officers.statistician).get("/figures/?known_on=2025-03-31")
    visit(officers.statistician).get("/figures/export/csv/?known_on=2025-03-31")
    with as_owner() as session:
        lines = session.execute(
            "select verb, outcome, count from safeguards_ledgerline where verb like 'statistics%' order by id"
        ).fetchall()
    assert lines == [("statistics.look", "looked", 5), ("statistics.export", "looked", 5)]


def test_published_counts_say_that_they_are_no_persons_in_cases_and_whose_they_are(figures: Cast) -> None:
    page = visit(figures.statistician).get("/figures/counted/").content.decode()
    for said in (
        "never persons in cases",
        "Published cells: referrals of potential victims by first responders",
        "the quarter of the referral",
        "Home Office",
        "© Crown copyright, Open Government Licence v3.0",
        "11277 cells, 30197 people",
    ):
        assert said in page


def test_no_page_of_figures_names_a_case(figures: Cast) -> None:
    client = visit(figures.statistician)
    for address in PAGES:
        assert b"DK-" not in client.get(address).content
