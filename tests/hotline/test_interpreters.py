"""Interpreters: on a list, on call, reached by telephone; of the person for whom one is called nothing is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from mooring.hotline import actions
from mooring.hotline.models import Interpreter, InterpreterCalled, InterpreterCard, InterpreterOnCall
from mooring.safeguards import clock, keys
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from tests.cast import Cast
from tests.hotline import ahead
from tests.hotline.ahead import ALIAS, TELEPHONE, TOWN
from tests.visiting import page, visit

MANAGED = ("interpreter_change", "interpreter_leave", "interpreter_on_call")


def test_name_telephone_and_town_lie_sealed(officers: Cast) -> None:
    ahead.interpreter(officers)
    with acting_as(officers.coordinator):
        card = InterpreterCard.objects.get()
        assert (card.alias, card.telephone, card.comes_from) == (ALIAS, TELEPHONE, TOWN)
    for column in (card.alias_sealed, card.telephone_sealed, card.comes_from_sealed):
        assert b"Canary" not in bytes(column or b"") and b"00 00" not in bytes(column or b"")


def test_on_call_the_field_reaches_them_and_else_only_who_keeps_the_list(officers: Cast) -> None:
    ahead.interpreter(officers)
    off = ahead.interpreter(officers, on_call=False)
    for who in (officers.social_worker, officers.hotline, officers.stranger):
        with acting_as(who):
            assert [one.card.telephone for one in Interpreter.objects.all()] == [TELEPHONE]
            with pytest.raises(keys.CannotOpen):
                keys.data_key(off.pk)
    for who in (officers.police, officers.control, officers.caseworker, officers.statistician, officers.administrator):
        with acting_as(who):
            assert not Interpreter.objects.exists() and not InterpreterCard.objects.exists()
    with acting_as(officers.coordinator):
        assert Interpreter.objects.count() == 2


def test_when_the_hours_are_over_or_taken_back_nobody_in_the_field_reaches_them(officers: Cast) -> None:
    ahead.interpreter(officers)
    with clock.at(clock.now() + timedelta(hours=13)), acting_as(officers.social_worker):
        assert not Interpreter.objects.exists()
    with acting_as(officers.coordinator):
        actions.take_off_call(by=officers.coordinator, hours=InterpreterOnCall.objects.get())
    with acting_as(officers.social_worker):
        assert not Interpreter.objects.exists()


def test_the_page_finds_by_language_and_wish(officers: Cast) -> None:
    ahead.interpreter(officers)
    client = visit(officers.social_worker)
    at = reverse("interpreter_now")
    assert TELEPHONE not in page(client, at)
    words = page(client, f"{at}?language=ro&gender=no_matter")
    assert f"tel:{TELEPHONE}" in words and TOWN in words
    assert TELEPHONE in page(client, f"{at}?language=ro&gender=woman")
    assert "Nobody is on call for this" in page(client, f"{at}?language=ro&gender=man")
    assert "Nobody is on call for this" in page(client, f"{at}?language=th")


def test_that_the_person_said_no_is_kept_with_the_wish_and_nothing_of_the_person(officers: Cast) -> None:
    interpreter = ahead.interpreter(officers)
    at = reverse("interpreter_answer", args=[reference("interpreter", interpreter.pk)])
    client = visit(officers.social_worker)
    page(client, at)
    sent = {
        "answer": "person_said_no",
        "language": "ro",
        "wished_gender": "man",
        "not_from_the_same_town": "on",
        "name": "Canary Person",
    }
    answer = client.post(at, sent)
    assert answer.status_code == 302 and "gender=man" in answer["Location"]
    with acting_as(officers.social_worker):
        kept = InterpreterCalled.objects.get()
    assert (kept.answer, kept.wished_gender, kept.not_from_the_same_town) == ("person_said_no", "man", True)
    assert {field.name for field in InterpreterCalled._meta.fields} == {
        "id",
        "interpreter",
        "language",
        "answer",
        "wished_gender",
        "not_from_the_same_town",
        "desk",
        "recorded_at",
        "recorded_by",
    }
    with acting_as(officers.stranger):
        assert not InterpreterCalled.objects.exists()


def test_the_coordinator_enters_changes_and_puts_on_call(officers: Cast) -> None:
    client = visit(officers.coordinator)
    card = {
        "alias": ALIAS,
        "telephone": TELEPHONE,
        "languages_0": "th",
        "gender": "man",
        "region": "DK-82",
        "promised_on": clock.today().isoformat(),
    }
    assert client.post(reverse("interpreter_new"), card).status_code == 302
    with acting_as(officers.coordinator):
        named = reference("interpreter", Interpreter.objects.get().pk)
    for name in ("interpreter_change", "interpreter_on_call"):
        page(client, reverse(name, args=[named]))
    assert client.post(reverse("interpreter_change", args=[named]), card | {"telephone": "+00 1"}).status_code == 302
    assert "+00 1" in page(client, reverse("interpreters"))
    hours = {"begins_at": "2020-01-01T10:00", "ends_at": "2020-01-01T09:00"}
    assert client.post(reverse("interpreter_on_call", args=[named]), hours).status_code == 422


def test_nobody_interprets_before_confidentiality_is_promised(officers: Cast) -> None:
    with pytest.raises(Refused):
        ahead.interpreter(officers, promised_on=clock.today() + timedelta(days=1))


def test_who_leaves_the_list_is_forgotten(officers: Cast) -> None:
    interpreter = ahead.interpreter(officers)
    client = visit(officers.coordinator)
    leave = reverse("interpreter_leave", args=[reference("interpreter", interpreter.pk)])
    assert client.get(leave).status_code == 302
    assert client.post(leave).status_code == 302
    assert ALIAS not in page(client, reverse("interpreters"))
    with acting_as(officers.coordinator):
        assert {card.alias for card in InterpreterCard.objects.exclude(alias_sealed=None)} == {"(erased)"}
    with acting_as(officers.social_worker):
        assert not Interpreter.objects.exists()
    fresh = Interpreter(id=interpreter.pk)
    with acting_as(officers.coordinator), pytest.raises(Refused):
        actions.put_on_call(by=officers.coordinator, interpreter=fresh, begins_at=clock.now(), ends_at=ahead.tonight())


@pytest.mark.parametrize("who", ["stranger", "social_worker", "hotline", "police", "statistician"])
def test_only_the_coordinator_keeps_the_list(officers: Cast, who: str) -> None:
    interpreter = ahead.interpreter(officers)
    client = visit(getattr(officers, who))
    assert client.get(reverse("interpreters")).status_code == 403
    assert client.get(reverse("interpreter_new")).status_code == 403
    for name in MANAGED:
        assert client.post(reverse(name, args=[reference("interpreter", interpreter.pk)])).status_code == 403
    if who in ("police", "statistician"):
        assert client.get(reverse("interpreter_now")).status_code == 403
