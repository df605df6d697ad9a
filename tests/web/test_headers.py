"""What every answer tells the browser."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from mooring.casework.models import Case
from tests.cast import Cast
from tests.web.conftest import Visit

PAGES = [
    "/",
    "/cases/",
    "/cases/{case}/",
    "/cases/{case}/tasks/new/",
    "/cases/{case}/who/",
    "/cases/{case}/panels/team/",
]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_a_person_is_kept_by_the_browser(page: str, case: Case, officers: Cast, visit: Visit) -> None:
    answer = visit(officers.social_worker).get(page.format(case=case))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("page", PAGES)
def test_no_title_names_a_case(page: str, case: Case, officers: Cast, visit: Visit) -> None:
    text = visit(officers.social_worker).get(page.format(case=case)).content.decode()
    titles = re.findall(r"<title>(.*?)</title>", text, re.S)
    assert len(titles) == 1
    assert case.pseudonym not in titles[0]


@pytest.mark.parametrize("page", [*PAGES, "/account/login/", "/nothing/"])
def test_scripts_and_styles_come_from_our_own_files_only(page: str, case: Case, officers: Cast, visit: Visit) -> None:
    answer = visit(officers.social_worker).get(page.format(case=case))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    text = answer.content.decode()
    assert not re.search(r"<[^>]+\sstyle=", text)
    assert not re.search(r"<[^>]+\son[a-z]+=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.django_db
def test_other_sites_can_neither_frame_nor_sniff_nor_learn_where_one_came_from() -> None:
    answer = Client().get("/account/login/")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_an_officer_chooses_the_language(officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    assert 'lang="en"' in client.get("/").content.decode()
    answer = client.post("/language/", {"language": "da", "next": "/"})
    assert answer.status_code == 302
    assert '<html lang="da"' in client.get("/").content.decode()
