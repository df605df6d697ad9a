"""Is this person known? Everybody with a case may ask; nobody is answered here. The question reaches the team of the case, if there is one.

The asking does the same work, writes the same rows and gives the same page whether there is a case or not: the comparing is done
later, by a job of the machine, so that time tells nothing either. Whoever asked hears from the team, or from nobody.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.utils.translation import gettext as _

from mooring.casework import matcher
from mooring.casework.house_rule import house_rule
from mooring.names.encoding import Encoding, encode
from mooring.names.likeness import Strength
from mooring.names.matching import candidates, matching_key
from mooring.names.models import Question
from mooring.safeguards import clock
from mooring.safeguards.models import Officer

QUESTIONS_AN_HOUR = 20
PASSED_FROM = Strength.LIKELY


def put_question(*, officer: Officer, person: dict[str, str], why: str, reach: str) -> Question:
    """Keep a question, sealed: whom it is about only as an encoding. Within the deed. Raises `Refused` beyond twenty in an hour."""
    last_hour = Question.objects.filter(asked_by=officer, recorded_at__gt=clock.now() - timedelta(hours=1))
    if last_hour.count() >= QUESTIONS_AN_HOUR:
        raise house_rule(
            "match.ask",
            officer,
            None,
            _("You have asked about %(count)s persons within an hour, which is as many as may be asked.")
            % {"count": QUESTIONS_AN_HOUR},
            _("Wait an hour, or turn to the matching desk."),
        )
    question = Question(asked_by=officer, agency=officer.agency)
    question.seal(encode(person, matching_key()).as_data(), {"why": why, "reach": reach})
    question.save(force_insert=True)
    return question


def pass_on(question_key: int) -> None:
    """Pass a question to the teams of the cases whose persons are likely the one asked about. Run twice, it does nothing more.

    Run by the machine, as the matcher: nobody is told how many there were.
    """
    with matcher.as_matcher():
        question = Question.objects.only("id", "asked_sealed").get(pk=question_key)
    for one in candidates(Encoding.from_data(question.asked())):
        if one.strength >= PASSED_FROM:
            with matcher.as_matcher(), connection.cursor() as cursor:
                cursor.execute("select mooring_pass_question(%s, %s)", [question_key, one.case_key])
