"""Is this person known? Everybody with a case may ask; nobody is answered here. The question reaches the team of the case, if there is one.

The asking does the same work, writes the same rows and gives the same page whether there is a case or not: the comparing is done
later, by a job of the machine, so that time tells nothing either. Whoever asked hears from the team, or from nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from mooring.casework import matcher, retention
from mooring.casework.house_rule import house_rule
from mooring.law import NotAnswered
from mooring.law.days import months_after
from mooring.names.encoding import Encoding, encode
from mooring.names.likeness import Strength
from mooring.names.matching import candidates, matching_key
from mooring.names.models import Question
from mooring.safeguards import clock
from mooring.safeguards.models import Officer

QUESTIONS_AN_HOUR = 20
PASSED_FROM = Strength.LIKELY
QUESTION = "question"  # the class of data, as the packs of law name it
HOUSE_DAYS = 365  # where the law of the country gives no period


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


@dataclass(frozen=True)
class Kept:
    """How long a question is kept: `words` for the page, `in_doubt` when no law that was found says so."""

    words: str
    in_doubt: str


def kept_for(kind_of_agency: str) -> Kept:
    """How long questions of an agency are kept, as the page says it."""
    try:
        finding = retention.law_of(QUESTION, kind_of_agency, None)
    except NotAnswered:
        words = _("Your question is kept for %(days)s days and then erased.") % {"days": HOUSE_DAYS}
        return Kept(words, _("The law of this country gives no period that we know; this one is a rule of the house."))
    length = {"days": _("%(count)s days"), "months": _("%(count)s months")}[str(finding["unit"])]
    words = _("Your question is kept for %(length)s and then erased.") % {
        "length": length % {"count": finding["period"]}
    }
    return Kept(words, "" if finding.confirmed else _("This period is not confirmed by a law that was found."))


def drop_old_questions() -> int:
    """Erase the questions whose time is over, with their ways to teams, as the machine's clock. Answers how many."""
    dropped = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role mooring_clock")
        cursor.execute("select kind from mooring_agencies_that_asked()")
        for (kind,) in cursor.fetchall():
            cursor.execute("select mooring_drop_questions(%s, %s)", [kind, _over_before(kind)])
            dropped += cursor.fetchone()[0]
        cursor.execute("reset role")
    return dropped


def _over_before(kind_of_agency: str) -> date:
    """The day before which a question was asked whose time is over today."""
    try:
        finding = retention.law_of(QUESTION, kind_of_agency, None)
    except NotAnswered:
        return clock.today() - timedelta(days=HOUSE_DAYS)
    period = finding.days("period")
    return (
        months_after(clock.today(), -period) if finding["unit"] == "months" else clock.today() - timedelta(days=period)
    )
