"""The published lists are complete, cited, and in both languages."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from mooring.screening import indicators
from mooring.screening.indicators import (
    BrokenListError,
    Dimension,
    Indicator,
    IndicatorList,
    Profile,
    UnknownIndicatorError,
    Weight,
    all_lists,
    current_lists,
    indicator,
    indicator_list,
)
from mooring.screening.operational_rule import weigh
from mooring.screening.strength import Strength

EVERY_LIST = pytest.mark.parametrize("listed", all_lists(), ids=str)
EVERY_INDICATOR = pytest.mark.parametrize("sign", [one for each in all_lists() for one in each.indicators], ids=str)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the lists that a test may change."""
    copy = tmp_path / "lists"
    shutil.copytree(indicators.LISTS, copy)
    monkeypatch.setattr(indicators, "LISTS", copy)
    _forget()
    yield copy
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    indicators.all_lists.cache_clear()
    indicators._by_code.cache_clear()


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_labour_list_has_sixty_seven_indicators_in_six_dimensions() -> None:
    listed = indicator_list("ilo-labour")
    assert [len(listed.in_dimension(side)) for side in Dimension] == [10, 10, 16, 9, 15, 7]
    assert len(listed.indicators) == 67


def test_strengths_for_adults_are_seven_strong_fifty_three_medium_seven_weak() -> None:
    weights = Counter(one.strengths[Profile.ADULT_LABOUR] for one in indicator_list("ilo-labour").indicators)
    assert weights == {Weight.STRONG: 7, Weight.MEDIUM: 53, Weight.WEAK: 7}


def test_sixty_five_indicators_have_a_strength_for_children_and_none_is_weak() -> None:
    weights = Counter(one.strengths.get(Profile.CHILD_LABOUR) for one in indicator_list("ilo-labour").indicators)
    assert weights[None] == 2
    assert weights[Weight.WEAK] == 0
    assert weights[Weight.STRONG] + weights[Weight.MEDIUM] == 65


def test_the_strong_indicators_for_adults_are_the_published_seven() -> None:
    listed = indicator_list("ilo-labour")
    strong = [one.text() for one in listed.indicators if one.strengths[Profile.ADULT_LABOUR] is Weight.STRONG]
    assert strong == [
        "Deceived about the nature of the job, location or employer",
        "Violence on victims",
        "Excessive working days or hours",
        "Confiscation of documents",
        "Debt bondage",
        "Isolation, confinement or surveillance",
        "Violence on victims",
    ]


def test_debt_bondage_speaks_louder_at_destination_than_at_recruitment() -> None:
    debts = [one for one in indicator_list("ilo-labour").indicators if one.text() == "Debt bondage"]
    assert [one.strengths[Profile.ADULT_LABOUR] for one in debts] == [Weight.MEDIUM, Weight.STRONG]


def test_denmark_names_five_traits_and_the_ilo_eleven_indicators_without_strength() -> None:
    for code, size in (("denmark-general", 5), ("forced-labour", 11)):
        listed = indicator_list(code)
        assert len(listed.indicators) == size
        assert not listed.gives_strengths
        assert all(not one.strengths and one.dimension is None for one in listed.indicators)


def test_the_list_for_sexual_exploitation_is_empty_and_says_why() -> None:
    listed = indicator_list("ilo-sexual")
    assert listed.indicators == ()
    assert "not been obtained" in listed.why_empty("en")
    assert listed.why_empty("da") not in ("", listed.why_empty("en"))


@EVERY_INDICATOR
def test_every_indicator_has_a_text_in_both_languages(sign: Indicator) -> None:
    assert sign.text("en").strip() == sign.text("en") != ""
    assert sign.text("da").strip() == sign.text("da") != ""
    # One word is the same in both languages.
    assert sign.text("en") != sign.text("da") or sign.text("en") == "Isolation"


def test_the_same_english_words_have_the_same_danish_words() -> None:
    listed = indicator_list("ilo-labour")
    danish: dict[str, set[str]] = {}
    for one in listed.indicators:
        danish.setdefault(one.text("en"), set()).add(one.text("da"))
    assert {english for english, texts in danish.items() if len(texts) > 1} == set()


def test_a_language_that_a_list_lacks_is_answered_in_english_and_a_regional_one_in_its_own() -> None:
    sign = indicator("forced-labour-09")
    assert sign.text("vi") == "Debt bondage"
    assert sign.text("da-dk") == "Gældsslaveri"


@EVERY_LIST
def test_every_list_says_where_it_comes_from_and_whom_it_is_for(listed: IndicatorList) -> None:
    assert listed.source
    assert listed.url.startswith("https://")
    assert listed.licence
    assert listed.attribution
    assert set(listed.languages) == {"en", "da"}
    assert set(listed.for_whom) <= {"adult", "child"}
    assert listed.for_whom
    assert listed.exploitation in ("labour", "sexual", "any")
    assert listed.title("en") != listed.title("da")


@EVERY_LIST
def test_the_danish_of_no_list_is_called_checked_before_someone_has_checked_it(listed: IndicatorList) -> None:
    assert listed.translation_checked == {"da": False}


def test_the_secondary_transcription_is_shown_as_unconfirmed() -> None:
    assert not indicator_list("ilo-labour").confirmed
    assert "secondary transcription" in indicator_list("ilo-labour").note


@EVERY_INDICATOR
def test_what_an_indicator_is_related_to_exists(sign: Indicator) -> None:
    for code in sign.related:
        assert indicator(code).list_code == "forced-labour"


def test_no_two_indicators_share_a_code() -> None:
    codes = [one.code for listed in current_lists() for one in listed.indicators]
    assert len(codes) == len(set(codes))


def test_lists_can_be_chosen_for_a_child_in_labour() -> None:
    chosen = [one.code for one in current_lists(child=True, exploitation="labour")]
    assert chosen == ["denmark-general", "forced-labour", "ilo-labour"]
    assert [one.code for one in current_lists(exploitation="sexual")] == ["denmark-general", "ilo-sexual"]


def test_a_list_for_adults_only_is_not_shown_for_a_child(shelf: Path) -> None:
    _change(shelf / "forced-labour/2012-1/list.toml", '["adult", "child"]', '["adult"]')
    assert "forced-labour" not in [one.code for one in current_lists(child=True)]
    assert "forced-labour" in [one.code for one in current_lists(child=False)]
    assert "forced-labour" in [one.code for one in current_lists()]


@pytest.mark.parametrize("code", ["", "ilo-labour-1-99", "isolation"])
def test_an_indicator_that_no_list_has_is_refused(code: str) -> None:
    with pytest.raises(UnknownIndicatorError):
        indicator(code)


def test_a_list_or_version_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownIndicatorError):
        indicator_list("ilo-begging")
    with pytest.raises(UnknownIndicatorError):
        indicator_list("ilo-labour", "2031-1")


def test_a_later_version_is_the_current_one_and_the_earlier_stays_as_it_was(shelf: Path) -> None:
    for number in (9, 10):
        newer = shelf / f"ilo-labour/2009-{number}"
        shutil.copytree(shelf / "ilo-labour/2009-1", newer)
        _change(newer / "list.toml", '"2009-1"', f'"2009-{number}"')
        _change(newer / "indicators.csv", "strong,strong,forced-labour-02", "weak,strong,forced-labour-02")
    assert indicator_list("ilo-labour").version == "2009-10"
    evidence = {"ilo-labour-1-01", "ilo-labour-1-02"}
    then = weigh(evidence, Profile.ADULT_LABOUR, version="2009-1")
    now = weigh(evidence, Profile.ADULT_LABOUR)
    assert isinstance(then, Strength)
    assert isinstance(now, Strength)
    assert then.positive == (Dimension.DECEPTIVE_RECRUITMENT,)
    assert then.list_version == "2009-1"
    assert now.positive == ()
    assert now.list_version == "2009-10"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("ilo-labour/2009-1/indicators.csv", "ilo-labour-1-02", "ilo-labour-1-01"),
        ("ilo-labour/2009-1/indicators.csv", "Vildledt om løn eller indtjening", ""),
        ("ilo-labour/2009-1/indicators.csv", "Vildledt om løn eller", "Vildledt om løn, eller"),
        ("ilo-labour/2009-1/indicators.csv", "medium,medium,", ",,"),
        ("ilo-labour/2009-1/list.toml", "deceptive_recruitment = 10", "deceptive_recruitment = 11"),
        ("ilo-labour/2009-1/list.toml", "gives_strengths = true", "gives_strengths = false"),
        ("ilo-labour/2009-1/list.toml", '"2009-1"', '"2009-2"'),
        ("forced-labour/2012-1/list.toml", "gives_strengths = false", "gives_strengths = true"),
        ("forced-labour/2012-1/indicators.csv", "forced-labour-03", "denmark-general-3"),
        ("ilo-sexual/2009-1/list.toml", "[empty_because]", "[something_else]"),
    ],
)
def test_a_list_that_contradicts_itself_is_not_read(shelf: Path, file: str, old: str, new: str) -> None:
    _change(shelf / file, old, new)
    with pytest.raises(BrokenListError):
        all_lists()


def test_a_strength_that_nobody_published_is_not_read(shelf: Path) -> None:
    _change(shelf / "ilo-labour/2009-1/indicators.csv", "medium,medium,", "fairly,medium,")
    with pytest.raises(BrokenListError, match="fairly"):
        all_lists()


def test_a_version_without_a_number_is_not_read(shelf: Path) -> None:
    (shelf / "forced-labour/2012-1").rename(shelf / "forced-labour/latest")
    with pytest.raises(BrokenListError, match="latest"):
        all_lists()
