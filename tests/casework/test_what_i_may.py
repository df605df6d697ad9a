"""Every officer sees what she may, and why."""

from __future__ import annotations

import pytest

from mooring.casework import actions
from mooring.casework.models import Grant
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.roles import all_roles
from mooring.safeguards.verb_words import VERB_WORDS
from tests.cast import CAST, Cast
from tests.visiting import page, visit

ALL_VERBS = sorted(set().union(*(role.verbs for role in all_roles().values())))


@pytest.mark.parametrize("verb", ALL_VERBS)
def test_every_verb_is_said_in_plain_words(verb: str) -> None:
    words = str(VERB_WORDS[verb])
    assert words[0].isupper()
    assert "_" not in words


def test_no_words_are_kept_for_a_verb_that_nobody_has() -> None:
    assert sorted(VERB_WORDS.keys() - set(ALL_VERBS)) == []


@pytest.mark.parametrize("who", [*CAST, "administrator"])
def test_every_officer_sees_her_own_role_in_words(who: str, officers: Cast) -> None:
    officer = getattr(officers, who)
    shown = page(visit(officer), "/what-i-may/")
    for role in officer.roles():
        assert role.name in shown
        for verb in role.verbs:
            assert str(VERB_WORDS[verb]).replace("'", "&#x27;") in shown


def test_each_access_is_told_with_why_by_whom_and_until_when(officers: Cast) -> None:
    lead, stranger = officers.social_worker, officers.stranger
    case = actions.open_case(by=lead)
    actions.give_access(by=lead, case=case, compartment="core", officer=stranger, may_write=False)
    shown = page(visit(stranger), "/what-i-may/")
    for words in (case.pseudonym, "Given by a lead of the case", "social worker Test", "reads only"):
        assert words in shown


def test_cases_are_counted_by_ground_and_by_way(officers: Cast) -> None:
    for _case in range(2):
        actions.open_case(by=officers.social_worker)
    (own,) = visit(officers.social_worker).get("/what-i-may/").context["ways"]
    assert (own["herself"], own["desk"]) == (2, 2)
    assert own["ground"] == "Opened the case"
    (desk,) = visit(officers.colleague).get("/what-i-may/").context["ways"]
    assert (desk["herself"], desk["desk"]) == (0, 2)
    assert visit(officers.stranger).get("/what-i-may/").context["ways"] == []


def test_the_pages_hold_every_access_once(officers: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mooring.casework.views.what_i_may.PAGE", 4)
    officer = officers.social_worker
    actions.open_case(by=officer)
    client, seen, address = visit(officer), [], "/what-i-may/"
    while address:
        context = client.get(address).context
        seen += [grant.pk for grant in context["grants"]]
        address = context["older"]
    with acting_as(officer):
        assert sorted(seen) == sorted(Grant.objects.running().held_by(officer).values_list("pk", flat=True))


def test_the_way_there_stands_in_the_account_menu(officers: Cast) -> None:
    assert 'href="/what-i-may/"' in page(visit(officers.statistician), "/")
