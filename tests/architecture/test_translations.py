"""Every word of a page has its Danish, with the same gaps; and what the catalogue forbids is noticed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import polib
import pytest

from tests.architecture.test_floors import ROOT, SOURCE


@pytest.fixture(scope="module")
def translations() -> ModuleType:
    """The script that keeps the catalogue."""
    described = importlib.util.spec_from_file_location("translations", ROOT / "scripts" / "translations.py")
    assert described is not None and described.loader is not None
    module = importlib.util.module_from_spec(described)
    sys.modules["translations"] = module
    described.loader.exec_module(module)
    return module


@pytest.fixture
def danish(translations: ModuleType) -> polib.POFile:
    return translations.catalogue(translations.catalogue_path("da"), "da")


def test_the_danish_catalogue_is_whole(translations: ModuleType, danish: polib.POFile) -> None:
    assert list(translations.faults(danish, translations.all_words())) == []


def test_no_danish_word_stands_there_that_would_hurt(danish: polib.POFile) -> None:
    said = " ".join(
        f"{entry.msgstr} {' '.join(entry.msgstr_plural.values())}" for entry in danish if not entry.obsolete
    )
    # What an act of parliament calls itself is not ours to mend.
    said = said.replace("Illegal Migration Act 2023", "").lower()
    assert [word for word in ("razzia", "prostitueret", "sexarbejder", "illegal", "dublet") if word in said] == []


def test_words_are_found_where_they_stand(translations: ModuleType) -> None:
    source = (
        '_("One")\nN_("Two")\nngettext("%(n)s three", "%(n)s threes", n)\npgettext("here", "Four")\nother("Five")\n'
    )
    assert set(translations.words_of(source)) == {
        ("", "One", ""),
        ("", "Two", ""),
        ("", "%(n)s three", "%(n)s threes"),
        ("here", "Four", ""),
    }


def test_words_of_templates_and_of_the_law_are_found(translations: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text('said = _("In a room")\n', encoding="utf-8")
    (tmp_path / "templates" / "room").mkdir(parents=True)
    page = '<h1>\n    {% translate "On a page" %}</h1>{% blocktranslate %}In a block{% endblocktranslate %}\n'
    (tmp_path / "templates" / "room" / "page.html").write_text(page, encoding="utf-8")
    words = {english for _context, english, _plural in translations.all_words(tmp_path)}
    assert {"In a room", "On a page", "In a block", "An act: {acts}."} <= words


def entry(english: str, danish: str, *, unsure: bool = False) -> polib.POEntry:
    return polib.POEntry(msgid=english, msgstr=danish, flags=["fuzzy"] if unsure else [])


@pytest.mark.parametrize(
    ("kept", "fault"),
    [
        (entry("%(n)s left", ""), "not translated"),
        (entry("%(n)s left", "%(m)s tilbage"), "other gaps"),
        (entry("%(n)s left", "tilbage"), "other gaps"),
        (entry("%(n)s left", "%(n)s tilbage", unsure=True), "unsure"),
        (entry("Another", "En anden"), "no longer used"),
    ],
)
def test_a_faulty_catalogue_is_noticed(translations: ModuleType, kept: polib.POEntry, fault: str) -> None:
    catalogue = polib.POFile()
    catalogue.append(kept)
    assert any(fault in each for each in translations.faults(catalogue, {("", "%(n)s left", "")}))


def test_a_word_that_goes_and_returns_keeps_its_danish(translations: ModuleType, tmp_path: Path) -> None:
    catalogue = polib.POFile()
    catalogue.append(entry("Left", "Tilbage"))
    assert [each.obsolete for each in translations.gathered(catalogue, set())] == [True]
    catalogue.save(str(tmp_path / "django.po"))
    again = translations.gathered(translations.catalogue(tmp_path / "django.po", "da"), {("", "Left", "")})
    assert [(each.msgid, each.msgstr, bool(each.obsolete)) for each in again] == [("Left", "Tilbage", False)]


def test_the_catalogue_names_no_place_and_no_day() -> None:
    text = (SOURCE / "locale" / "da" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    assert "#: " not in text
    assert "POT-Creation-Date" not in text
