"""A finding keeps its reasons for as long as the decision it carried."""

import json
from datetime import UTC, date, datetime

import pytest

from mooring.law import Finding, NotProvidedFor, because, country
from mooring.law.provisions import UNCONFIRMED, Provision

SURE = Provision("Some Act", "s. 1", "act", date(2010, 1, 1), date(2026, 11, 22))
UNSURE = Provision("Other Act", "s. 2", "act", date(2010, 1, 1), date(2026, 11, 22), doubts=(UNCONFIRMED,))


def finding(*, provides: bool = True) -> Finding:
    return Finding(
        "some_question",
        "extension",
        "Yes: by {days} days.",
        (because("why", "Because of {days} days.", SURE, UNSURE, days=20), because("again", "Again.", SURE)),
        date(2012, 5, 1),
        {"days": 20, "last_day": date(2012, 5, 30), "ends": datetime(2012, 5, 1, 12, tzinfo=UTC), "also": ("courts",)},
        {"wished": True, "age": None},
        provides,
    )


def test_a_stored_finding_comes_back_as_it_was_given() -> None:
    stored = json.dumps(finding().record())
    assert Finding.from_record(json.loads(stored)) == finding()


def test_a_finding_counts_each_provision_once() -> None:
    assert finding().provisions == (SURE, UNSURE)
    assert finding().citations() == ["Some Act, s. 1", "Other Act, s. 2"]


def test_one_unconfirmed_provision_makes_the_answer_unconfirmed() -> None:
    assert not finding().confirmed
    assert finding().doubts() == [f"Other Act, s. 2: {UNCONFIRMED}"]


def test_an_act_stands_on_a_finding_that_provides() -> None:
    assert finding().or_refuse() == finding()


def test_an_act_without_provision_is_refused_with_its_reasons() -> None:
    with pytest.raises(NotProvidedFor, match="Because of 20 days") as refused:
        finding(provides=False).or_refuse()
    assert refused.value.finding.answer == "extension"


def test_reasons_are_said_in_another_language() -> None:
    danish = {"Because of {days} days.": "På grund af {days} dage.", "Again.": "Igen.", "the courts": "domstolene"}
    assert finding().sentences(lambda text: danish.get(text, text)) == ["På grund af 20 dage.", "Igen."]


def test_particulars_come_as_what_they_are() -> None:
    assert finding().days("days") == 20
    assert finding().day("last_day") == date(2012, 5, 30)
    assert finding().moment("ends").tzinfo is UTC
    assert finding().codes("also") == ("courts",)
    for wrong in (lambda: finding().days("last_day"), lambda: finding().day("ends"), lambda: finding().codes("days")):
        with pytest.raises(TypeError):
            wrong()


def test_what_a_finding_says_cannot_be_changed_afterwards() -> None:
    with pytest.raises(TypeError):
        finding().particulars["days"] = 99  # type: ignore[index]


def test_a_finding_of_denmark_survives_storage() -> None:
    given = country("denmark").law.reflection_period(on=date(2012, 5, 1), begins=date(2012, 5, 1))
    assert Finding.from_record(json.loads(json.dumps(given.record()))) == given
