"""Whether a person is known: told to the matching desk by pseudonym, to nobody else; a question reaches the team and tells nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mooring.casework import actions as casework
from mooring.casework import retention
from mooring.casework.actions import set_task
from mooring.casework.matcher import as_matcher
from mooring.casework.models import Case, Task
from mooring.law import NotAnswered
from mooring.names import actions, asking, matching
from mooring.names.encoding import Encoding, Named, alike, encode
from mooring.names.likeness import Born, Likeness, Strength
from mooring.names.matching import candidates, matching_key
from mooring.names.models import Identity, NameEncoding, Question, QuestionPassed
from mooring.running.embedded_postgres import Cluster
from mooring.safeguards import clock, erasure, erasure_list
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.conftest import use_database
from tests.safeguards.unreviewed import NOTHING_NEEDS_REVIEW
from tests.visiting import visit as signed_in

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
Visit = Callable[[Officer], Client]
WRITTEN = {
    "given_names": "Юлия",
    "family_name": "Канарейкина",
    "date_of_birth": "5.3.1999",
    "document_number": "CA 123456",
}
ASKED = {"given_names": "Kanareikina", "family_name": "Julia", "date_of_birth": "3.5.1999"}
NOBODY = {"given_names": "Tamsin", "family_name": "Whatelybrook", "date_of_birth": "1.1.1970"}
OWN_WORDS = {"why": "She stands at our door.", "reach": "12 34, until four"}


@pytest.fixture
def visit() -> Visit:
    return signed_in


@pytest.fixture
def case(officers: Cast) -> Case:
    return known(officers.social_worker, WRITTEN)


def known(officer: Officer, fields: dict[str, str]) -> Case:
    case = casework.open_case(by=officer)
    actions.write_identity(by=officer, case=case, fields=fields)
    return case


def found(fields: dict[str, str]) -> dict[int, Strength]:
    return {one.case_key: one.strength for one in candidates(encode(fields, matching_key()))}


def told(content: bytes) -> str:
    return re.sub(
        r'(name="csrfmiddlewaretoken" value|data-csrf|hx-headers|form_owner" value)="[^"]*"', "", content.decode()
    )


def ask(officer: Officer, person: dict[str, str]) -> Question:
    question = actions.ask(by=officer, person=person, **OWN_WORDS)
    asking.pass_on(question.pk)
    return question


def test_another_script_exchanged_names_and_an_exchanged_date_are_found(case: Case) -> None:
    assert found(ASKED) == {case.pk: Strength.LIKELY}


def test_a_number_alone_is_enough(case: Case) -> None:
    assert found({"alien_number": "ca-123456"}) == {case.pk: Strength.STRONG}


def test_nobody_else_is_found(case: Case) -> None:
    assert found(NOBODY) == {}


def test_what_was_corrected_is_compared_and_what_it_replaced_is_not(case: Case, officers: Cast) -> None:
    actions.write_identity(
        by=officers.social_worker, case=case, fields={"given_names": "Othername", "family_name": "Entirely"}
    )
    assert found(ASKED) == {}
    assert list(found({"given_names": "Othername", "family_name": "Entirely"})) == [case.pk]


def test_what_the_person_is_called_is_found_with_and_without_the_family_name(officers: Cast) -> None:
    case = known(officers.social_worker, {"given_names": "Oluwaseun", "family_name": "Testname", "known_as": "Candy"})
    assert list(found({"known_as": "Candy", "family_name": "Testname"})) == [case.pk]
    assert list(found({"given_names": "Candy Testname"})) == [case.pk]


@pytest.mark.parametrize("who", ["social_worker", "stranger", "matcher", "administrator"])
def test_the_application_cannot_read_an_encoding(who: str, case: Case, officers: Cast) -> None:
    with acting_as(getattr(officers, who)):
        for statement in (
            "select * from names_encoding",
            "select letters from names_encoding",
            "select count(*) from names_encoding",
        ):
            with (
                pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("select asked_sealed from names_question")
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("select mooring_pass_question(1, 1)")


def test_an_encoding_is_put_in_only_with_the_identity_it_is_of(case: Case, officers: Cast) -> None:
    """Nobody plants a likeness in a case that is not hers, to learn from a question who asks."""
    row = {"identity_key": 1, "way": "papers", "letters": "0" * 512, "sounds": "0" * 512, "key_version": 1}
    for who in ("stranger", "social_worker"):
        with (
            acting_as(getattr(officers, who)),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
        ):
            NameEncoding(case_key=case.pk, **row).save(force_insert=True)


def test_the_matcher_opens_nothing_and_reads_no_word(case: Case) -> None:
    for statement in (
        "select words_sealed from names_identity",
        "select wrapped from safeguards_datakey",
        "select * from casework_case",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), as_matcher(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_nothing_of_a_name_lies_in_what_is_compared(own_database: str, as_owner: Owner) -> None:
    case = known(Cast().social_worker, WRITTEN)
    ask(Cast().stranger, ASKED)
    with as_owner() as session:
        for table in (
            "names_encoding",
            "names_question",
            "names_questionpassed",
            "procrastinate_jobs",
            "safeguards_ledgerline",
        ):
            rows = str(session.execute(f"select t::text from {table} t").fetchall()).lower()
            for word in (
                "юлия",
                "yulia",
                "julia",
                "kanar",
                "канар",
                "123456",
                "1999",
                "she stands",
                case.pseudonym.lower(),
            ):
                assert not stands_in(rows, word), (table, word)


def stands_in(text: str, word: str) -> bool:
    """Whether a word can be read in a text; a number by itself, not as a part of a random key."""
    return bool(re.search(rf"(?<![0-9a-z]){word}(?![0-9a-z])", text)) if word.isdigit() else word in text


# The oracle: what the database answers is what Python works out by itself.


BITS_SET = st.sets(st.integers(0, 511), min_size=0, max_size=60).map(lambda places: sum(1 << place for place in places))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(BITS_SET, BITS_SET, st.sampled_from(["", "a", "b"])), min_size=1, max_size=8),
    near=st.booleans(),
)
def test_the_database_answers_as_python_works_it_out(rows: list[tuple[int, int, str]], near: bool, db: None) -> None:
    lead = Cast().social_worker
    version = 77
    with transaction.atomic():
        expected = {}
        letters, sounds, day = rows[0] if near else (rows[0][0] ^ 1, rows[-1][1], "a")
        asked = Encoding((Named("papers", letters, sounds),), born_day=day, born_year=day and "y")
        for has_letters, has_sounds, has_day in rows:
            case = casework.open_case(by=lead)
            with acting_as(lead):
                identity = Identity(case=case, recorded_by=lead)
                identity.seal_words(words="{}")
                identity.save(force_insert=True)
                kept = Encoding(
                    (Named("papers", has_letters, has_sounds),), born_day=has_day, born_year=has_day and "y"
                )
                matching.keep_encodings(identity, kept, version=version)
            born = Born.NOT_KNOWN if not (day and has_day) else Born.SAME_DAY if day == has_day else Born.SAME_YEAR
            likeness = Likeness(alike(letters, has_letters), alike(sounds, has_sounds), born, False)
            if likeness.strength() is not None:
                expected[case.pk] = likeness
        assert {one.case_key: one.likeness for one in candidates(asked, version=version)} == expected
        transaction.set_rollback(True)


def test_every_identity_is_encoded_again_under_another_version_of_the_key(own_database: str, cluster: Cluster) -> None:
    case = known(Cast().social_worker, WRITTEN)
    use_database(cluster.url("mooring_owner", own_database))
    assert matching.encode_again(2) == 1
    assert matching.encode_again(2) == 0
    use_database(cluster.url("mooring_app", own_database))
    again = candidates(encode(ASKED, matching_key(2)), version=2)
    assert [one.case_key for one in again] == [case.pk]
    assert candidates(encode(ASKED, matching_key(1)), version=2) == []


# The matching desk


def test_the_matching_desk_is_told_a_pseudonym_and_why_and_never_a_name(
    case: Case, officers: Cast, visit: Visit
) -> None:
    client = visit(officers.matcher)
    assert client.get("/matching/").status_code == 200
    answer = client.post("/matching/", ASKED)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert case.pseudonym in page
    assert "sounds alike" in page
    assert "with day and month exchanged" in page
    for word in ("Юлия", "Канарейкина", "Kanareikina", "Julia", "1999", "123456"):
        assert not stands_in(page, word)
    assert client.get(f"/cases/{case}/").status_code in (403, 404)


def test_a_mistake_keeps_what_was_typed(officers: Cast, visit: Visit) -> None:
    answer = visit(officers.matcher).post("/matching/", {"date_of_birth": "5.3.1999"})
    assert answer.status_code == 422
    assert "5.3.1999" in answer.content.decode()


def test_an_address_with_words_in_it_searches_nothing(case: Case, officers: Cast, visit: Visit) -> None:
    page = visit(officers.matcher).get("/matching/", ASKED).content.decode()
    assert case.pseudonym not in page


@pytest.mark.parametrize(
    "who", ["social_worker", "stranger", "caseworker", "police", "statistician", "administrator", "departure"]
)
def test_nobody_else_searches(who: str, officers: Cast, visit: Visit) -> None:
    client = visit(getattr(officers, who))
    assert client.get("/matching/").status_code == 403
    assert client.post("/matching/", ASKED).status_code == 403


# Is this person known?


def answers(client: Client, person: dict[str, str]) -> list[tuple[int, str, str]]:
    """Everything that comes back for a question: status, where it leads, and each page's bytes but for its tokens."""
    sent = client.post("/known/", {**person, **OWN_WORDS})
    shown = client.get(sent["Location"])
    day = client.get("/")
    return [
        (sent.status_code, sent["Location"], told(sent.content)),
        (shown.status_code, "", told(shown.content)),
        (day.status_code, "", told(day.content)),
    ]


def test_the_answer_is_the_same_to_the_byte_whether_the_person_is_known_or_not(
    case: Case, officers: Cast, visit: Visit
) -> None:
    client = visit(officers.stranger)
    there, nowhere = answers(client, ASKED), answers(client, NOBODY)
    assert there == nowhere
    assert there[0][:2] == (302, "/known/asked/")
    assert "Kanareikina" not in str(there)


def test_asking_does_the_same_work_for_both(case: Case, officers: Cast) -> None:
    """The same statements, and the comparing left to the machine: so that time tells nothing."""
    done: list[list[str]] = []

    def noting(run: Any, sql: str, *rest: Any) -> Any:
        done[-1].append(re.sub(r"_x\d+", "", sql[:80]))
        return run(sql, *rest)

    for person in (ASKED, NOBODY):
        stranger = officers.stranger
        done.append([])
        with connection.execute_wrapper(noting):
            actions.ask(by=stranger, person=person, **OWN_WORDS)
    assert done[0] == done[1]
    assert not any("names_encoding" in sql for sql in done[0])


def test_the_question_reaches_the_team_and_nobody_else(case: Case, officers: Cast, visit: Visit) -> None:
    ask(officers.stranger, ASKED)
    with acting_as(officers.colleague):
        task = Task.objects.get(case=case, kind="question.passed")
        assert task.for_desk == officers.social_worker.desk
    client = visit(officers.colleague)
    assert "Somebody asks about the person" in client.get("/").content.decode()
    panel = client.get(f"/cases/{case}/panels/questions/").content.decode()
    for word in (OWN_WORDS["why"], OWN_WORDS["reach"], "stranger Test", "Test organisation Harbour"):
        assert word in panel
    assert "Kanareikina" not in panel
    for who in ("stranger", "police", "matcher", "administrator"):
        with acting_as(getattr(officers, who)):
            assert not QuestionPassed.objects.exists()
            assert not Task.objects.exists()
    with acting_as(officers.police):
        assert not Question.objects.readable().exists()


def test_a_task_without_words_can_be_done(case: Case, officers: Cast) -> None:
    ask(officers.stranger, ASKED)
    lead = officers.social_worker
    with acting_as(lead):
        task = Task.objects.get(case=case, kind="question.passed")
    casework.finish_task(by=lead, task=task)
    ask(officers.stranger, ASKED)
    with acting_as(lead):
        assert Task.objects.standing().filter(case=case, kind="question.passed", done_at=None).count() == 1


def test_a_question_about_somebody_unknown_reaches_nobody(case: Case, officers: Cast, as_owner: Owner) -> None:
    ask(officers.stranger, NOBODY)
    with acting_as(officers.social_worker):
        assert not Task.objects.exists()
        assert not QuestionPassed.objects.exists()


def test_a_mere_possibility_is_not_passed_on(officers: Cast) -> None:
    """A question about somebody else would tell a team whom a colleague meets."""
    case = known(officers.social_worker, {"given_names": "Ana", "family_name": "Popescu", "date_of_birth": "1.2.1990"})
    ask(officers.stranger, {"given_names": "Ana", "family_name": "Popescu", "date_of_birth": "9.9.1985"})
    with acting_as(officers.social_worker):
        assert not Task.objects.filter(case=case).exists()


def test_a_question_that_is_passed_on_twice_reaches_the_team_once(case: Case, officers: Cast) -> None:
    question = ask(officers.stranger, ASKED)
    asking.pass_on(question.pk)
    with acting_as(officers.social_worker):
        assert QuestionPassed.objects.count() == 1
        assert Task.objects.filter(kind="question.passed").count() == 1


def test_a_case_without_questions_shows_no_place_for_them(case: Case, officers: Cast, visit: Visit) -> None:
    set_task(by=officers.social_worker, case=case, words="Ring.", desk=officers.social_worker.desk)
    assert "Questions about the person" not in visit(officers.social_worker).get(f"/cases/{case}/").content.decode()


def test_nobody_asks_about_more_than_twenty_in_an_hour(officers: Cast, visit: Visit) -> None:
    stranger = officers.stranger
    for _ in range(asking.QUESTIONS_AN_HOUR):
        actions.ask(by=stranger, person=NOBODY, **OWN_WORDS)
    with pytest.raises(Refused) as refused:
        actions.ask(by=stranger, person=NOBODY, **OWN_WORDS)
    assert refused.value.refusal.why is Why.HOUSE_RULE
    answer = visit(officers.stranger).post("/known/", {**NOBODY, **OWN_WORDS})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "20 persons within an hour" in page
    assert "Whatelybrook" in page
    actions.ask(by=officers.social_worker, person=NOBODY, **OWN_WORDS)


@pytest.mark.parametrize("who", ["statistician", "administrator", "keeper", "departure", "matcher", "unposted"])
def test_who_works_with_no_case_does_not_ask(who: str, officers: Cast, visit: Visit) -> None:
    assert visit(getattr(officers, who)).get("/known/").status_code == 403
    with pytest.raises(Refused):
        actions.ask(by=getattr(officers, who), person=NOBODY, **OWN_WORDS)


# Forgetting


def traces(as_owner: Owner, case: Case) -> list[int]:
    with as_owner() as session:
        return [
            (session.execute(f"select count(*) from {table} where case_key = %s", [case.pk]).fetchone() or (0,))[0]
            for table in ("names_encoding", "names_questionpassed")
        ]


def test_who_was_erased_is_not_found_any_more_and_no_question_stands_with_the_case(
    own_database: str, as_owner: Owner
) -> None:
    lead = Cast().social_worker
    gone, stays = known(lead, WRITTEN), known(lead, WRITTEN)
    ask(Cast().stranger, ASKED)
    assert set(found(ASKED)) == {gone.pk, stays.pk}
    with as_owner() as session:
        session.execute(NOTHING_NEEDS_REVIEW)
    with acting_as(lead):
        erasure.erase(gone.pk, ground="person.asked", by=lead)
    assert set(found(ASKED)) == {stays.pk}
    assert traces(as_owner, gone) == [0, 0]
    assert traces(as_owner, stays) == [1, 1]
    ask(Cast().stranger, ASKED)
    assert traces(as_owner, gone) == [0, 0]


def test_a_restore_forgets_the_encodings_of_who_was_erased_since(
    own_database: str, as_owner: Owner, cluster: Cluster
) -> None:
    """As a restore does it: the owner of the tables replays the list over what the older backup brought back."""
    case = known(Cast().social_worker, WRITTEN)
    ask(Cast().stranger, ASKED)
    assert traces(as_owner, case) == [1, 1]
    use_database(cluster.url("mooring_owner", own_database))
    listed = [erasure_list.Listed(erasure_list.subject_hash(case.pk), clock.now())]
    assert erasure.replay(listed) == 1
    use_database(cluster.url("mooring_app", own_database))
    assert found(ASKED) == {}
    assert traces(as_owner, case) == [0, 0]


def test_a_question_is_forgotten_when_its_time_is_over_and_not_before(case: Case, officers: Cast) -> None:
    question = ask(officers.stranger, ASKED)
    with clock.at(clock.now() + timedelta(days=360)):
        assert asking.drop_old_questions() == 0
    with clock.at(clock.now() + timedelta(days=367)):
        assert asking.drop_old_questions() == 1
        assert asking.drop_old_questions() == 0
    with acting_as(officers.stranger):
        assert not Question.objects.readable().filter(pk=question.pk).exists()
    with acting_as(officers.social_worker):
        assert not QuestionPassed.objects.exists()


def test_where_the_law_gives_no_period_the_house_sets_one_and_says_so(
    officers: Cast, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit(officers.stranger)
    assert "kept for 12 months" in client.get("/known/").content.decode()

    def silent(*asked: object) -> None:
        raise NotAnswered("Nothing is known.")

    monkeypatch.setattr(retention, "law_of", silent)
    page = client.get("/known/").content.decode()
    assert "kept for 365 days" in page
    assert "rule of the house" in page
    ask(officers.stranger, NOBODY)
    with clock.at(clock.now() + timedelta(days=364)):
        assert asking.drop_old_questions() == 0
    with clock.at(clock.now() + timedelta(days=367)):
        assert asking.drop_old_questions() == 1


def test_no_pack_of_law_makes_the_night_erase_a_question_of_this_month(case: Case, officers: Cast) -> None:
    stranger = officers.stranger
    kind = stranger.agency.kind
    ask(stranger, ASKED)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role mooring_clock")
        cursor.execute("select mooring_drop_questions(%s, 'infinity')", [kind])
        assert cursor.fetchone() == (0,)
        cursor.execute("reset role")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select mooring_drop_questions('police', now())")
