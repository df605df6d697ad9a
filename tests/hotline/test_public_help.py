"""The pages for anybody: in nine languages, whole in each, without a trace on the device."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from mooring.hotline.public_help import LANGUAGES, PARTS, texts

pytestmark = pytest.mark.django_db


def test_every_language_has_the_whole_text() -> None:
    english = texts()["en"]
    for text in texts().values():
        for code in PARTS:
            assert len(text.parts[code].items) == len(english.parts[code].items), (text.code, code)
            assert all(text.parts[code].words.values()), (text.code, code)


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_no_sentence_was_left_in_english(code: str) -> None:
    english = texts()["en"]
    said = {
        english.words["title"],
        english.words["lead"],
        *(item for part in PARTS for item in english.parts[part].items),
    }
    text = texts()[code]
    assert not said & {
        text.words["title"],
        text.words["lead"],
        *(item for part in PARTS for item in text.parts[part].items),
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_opens_in_its_language_without_sign_in_and_leaves_nothing(client: Client, code: str) -> None:
    answer = client.get(f"/help/{code}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'lang="{code}" dir="{texts()[code].direction}"' in page
    assert texts()[code].parts["signs"].items[0].replace("'", "&#x27;") in page
    assert answer.cookies == {}
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"


def test_arabic_is_written_from_right_to_left(client: Client) -> None:
    assert '<html lang="ar" dir="rtl">' in client.get("/help/ar/").content.decode()


def test_what_no_speaker_has_read_says_so(client: Client) -> None:
    for code, text in texts().items():
        page = client.get(f"/help/{code}/").content.decode()
        assert (text.words["unchecked"] in page) is (text.checked_on is None)


def test_the_number_of_the_country_can_be_rung_by_a_touch(client: Client) -> None:
    assert 'href="tel:+4570202550"' in client.get("/help/ro/").content.decode()


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("ro-RO,ro;q=0.9,en;q=0.8", "ro"),
        ("xx,uk;q=0.3,th;q=0.7", "th"),
        ("xx", "en"),
        ("", "en"),
        ("en;q=nonsense, vi", "vi"),
        ("\x00;;;=,", "en"),
    ],
)
def test_the_way_in_leads_to_the_language_of_the_browser(client: Client, asked: str, leads_to: str) -> None:
    assert client.get("/help/", headers={"Accept-Language": asked})["Location"] == f"/help/{leads_to}/"


@pytest.mark.parametrize("address", ["/help/xx/", "/help/en/more/", "/help/../en/"])
def test_what_there_is_not_is_not_found_and_leaves_nothing(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.cookies == {} or not address.startswith("/help/en/")


def test_the_page_calls_nothing_from_elsewhere_and_takes_no_form(client: Client) -> None:
    page = client.get("/help/en/").content.decode()
    outside = set(re.findall(r'(?:src|href)="(https?://[^"]+)"', page))
    assert outside <= {"https://www.dmi.dk/"}
    assert "<form" not in page
    assert client.post("/help/en/").status_code == 405
