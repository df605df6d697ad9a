"""A question is put by its name; a pack that does not know says so, and never says no instead."""

import subprocess
import sys
from datetime import date

import pytest

from mooring.law import FactsMissing, Law, NoSuchCountry, NotAnswered, country, country_names
from mooring.law.explain import questions, text
from mooring.law.parameters import Parameters

DENMARK = country("denmark")
NOWHERE = Law(Parameters({}))


def test_an_empty_pack_answers_nothing() -> None:
    assert not any(question.answered for question in NOWHERE.questions())
    with pytest.raises(NotAnswered, match="reflection_revocation"):
        NOWHERE.reflection_revocation(date(2026, 11, 22))


def test_a_question_nobody_knows_is_not_answered() -> None:
    with pytest.raises(NotAnswered, match="competent_authority"):
        DENMARK.law.ask("may_she_stay_forever", date(2026, 11, 22))


def test_facts_may_come_as_words_of_a_command_line() -> None:
    asked = DENMARK.law.ask(
        "reflection_extension", date(2014, 5, 1), granted_days_so_far="90", reason="special_reasons", days="20"
    )
    assert asked == DENMARK.law.reflection_extension(90, "special_reasons", 20, date(2014, 5, 1))
    listed = DENMARK.law.ask(
        "elements", date(2026, 11, 22), acts="harbouring", means="", purposes="prostitution", under_18="yes"
    )
    assert listed.answer == "elements_present"


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"residence_basis": "none", "shoe_size": "41"},
        {"residence_basis": "perhaps"},
        {"residence_basis": "permit", "stay_lawful": "perhaps"},
    ],
)
def test_a_fact_that_lacks_or_cannot_be_read_is_asked_for(facts: dict[str, str]) -> None:
    with pytest.raises(FactsMissing):
        DENMARK.law.ask("competent_authority", date(2026, 11, 22), **facts)


def test_an_answer_of_another_day_than_asked_is_not_given() -> None:
    with pytest.raises(FactsMissing, match="2026-11-20"):
        DENMARK.law.ask("detention_clock", date(2026, 11, 22), started="2026-11-20T23:10:00+01:00")


def test_explaining_prints_answer_reasons_and_provisions() -> None:
    said = text("denmark", "reflection_period", date(2012, 5, 1))
    assert "30 days at first, up to 100 days in all" in said
    assert "Aliens Act, s. 33(14) (since 2007-08-01, until 2013-05-01)" in said
    assert "ordered to leave: yes (taken for granted)" in said
    assert "Not confirmed" not in said


def test_explaining_says_what_is_not_confirmed_and_what_is_not_law() -> None:
    said = text(DENMARK, "four_eyes", date(2012, 5, 1), {"same_officer": "yes"})
    assert "not law" in said
    said = text(DENMARK, "reflection_period", date(2013, 5, 2), {"ordered_to_leave": "yes"})
    assert "Not confirmed" in said
    assert "ordered to leave: yes\n" in said


def test_the_list_of_questions_names_their_facts() -> None:
    listed = questions(DENMARK)
    assert "reflection_extension" in listed
    assert "granted_days_so_far, reason, days" in listed


def test_a_country_that_is_not_installed_is_named_with_what_to_do() -> None:
    assert "denmark" in country_names()
    with pytest.raises(NoSuchCountry, match="denmark"):
        country("atlantis")


def test_denmark_is_one_of_the_countries() -> None:
    assert (DENMARK.code, DENMARK.time_zone, DENMARK.pseudonym_prefix) == ("DK", "Europe/Copenhagen", "DK")
    assert DENMARK.zone.key == DENMARK.time_zone


def test_the_law_knows_no_django() -> None:
    program = (
        "import sys, mooring.law.check, mooring.law.explain, mooring.law.extraction, mooring.countries.denmark; "
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_fact_that_must_be_known_is_never_taken_for_no() -> None:
    with pytest.raises(FactsMissing, match="must be known"):
        country("united_kingdom").law.ask("referral", date(2026, 11, 22), child=None, consents=False)
