"""A matter without a person: raised, up through the groups, answered, and home again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import time

import psycopg
import pytest

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.models import AlreadySuperseded
from mooring.names.actions import write_identity
from mooring.referral import group_states as states
from mooring.referral.actions import matters
from mooring.referral.group_states import MATTER_STATES
from mooring.referral.models import Matter, MatterStep
from mooring.safeguards import keys
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.models import Notice, Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.state_tables import BEGINNING
from tests.cast import Cast
from tests.referral.in_groups import QUESTION, WORDS, Groups, laid_out, on_agenda, raised, seen_by

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]


@pytest.fixture
def groups(officers: Cast) -> Groups:
    return laid_out(officers)


def kinds_told(officer: Officer) -> list[str]:
    with acting_as(officer):
        return list(Notice.objects.filter(officer=officer).values_list("kind", flat=True))


def test_the_table_of_states_is_whole() -> None:
    assert MATTER_STATES.faults() == []


def test_a_matter_goes_up_two_groups_and_its_answer_comes_home(officers: Cast, groups: Groups) -> None:
    worker, keeper, ministry = officers.social_worker, officers.coordinator, officers.ministry
    matter = raised(worker, groups.regional)
    for _level in range(2):
        on_agenda(keeper, matter)
        matters.raise_higher(by=keeper, matter=matter, words="We cannot decide this.")
    on_agenda(ministry, matter)
    matters.answer(by=ministry, matter=matter, words="From 1 March 2027 the regions pay.")
    matters.carry_down(by=ministry, matter=matter)
    matters.carry_down(by=keeper, matter=matter, words="The national group has taken note.")
    matters.carry_down(by=keeper, matter=matter)
    assert "matter.home" in kinds_told(worker)
    matters.close_matter(by=worker, matter=matter, words="It helps.")
    with acting_as(worker):
        way = matter.way()
        assert [step.state for step in way] == [
            *("raised", "on_agenda", "raised_higher", "on_agenda", "raised_higher", "on_agenda"),
            *("answered", "carried_down", "carried_down", "home", "closed"),
        ]
        places = ["regional-test", "regional-test", "national", "national"] + ["interdepartmental"] * 3
        assert [step.group.code for step in way] == [*places, "national", *["regional-test"] * 3]
        assert way[6].words() == "From 1 March 2027 the regions pay."
    colleague = seen_by(officers.police, matter)
    assert colleague is not None, "the groups below see the answer"
    with acting_as(officers.police):
        assert "the regions pay" in colleague.way()[6].words()


@pytest.mark.parametrize("source", [state.code for state in MATTER_STATES.states])
def test_from_every_state_only_lawful_steps_are_taken(source: str, officers: Cast, groups: Groups) -> None:
    worker, keeper = officers.social_worker, officers.coordinator
    matter = raised(worker, groups.regional)
    to_come = on_agenda(keeper, raised(worker, groups.regional))
    where = {"raised": groups.regional, "raised_higher": groups.national, "carried_down": groups.regional}
    if source != states.RAISED:
        with acting_as(keeper):
            step = MatterStep(
                matter=matter, number=2, state=source, group=where.get(source, groups.regional), recorded_by=keeper
            )
            step.save(force_insert=True)
    elsewhere = on_agenda(keeper, raised(worker, groups.regional)) if source != "raised_higher" else None
    if source == "raised_higher":
        from tests.referral.in_groups import meeting_of

        elsewhere = meeting_of(keeper, groups.national)
    assert elsewhere is not None and to_come is not None
    deeds: dict[str, tuple[str, Callable[[], object]]] = {
        "matter.put_on_agenda": (
            states.ON_AGENDA,
            lambda: matters.put_matter_on_agenda(by=keeper, matter=matter, meeting=elsewhere),
        ),
        "matter.raise_higher": (
            states.RAISED_HIGHER,
            lambda: matters.raise_higher(by=keeper, matter=matter, words="We cannot."),
        ),
        "matter.answer": (states.ANSWERED, lambda: matters.answer(by=keeper, matter=matter, words="Yes.")),
        "matter.carry_down": (states.HOME, lambda: matters.carry_down(by=keeper, matter=matter)),
        "matter.close": (states.CLOSED, lambda: matters.close_matter(by=worker, matter=matter)),
        "matter.withdraw": (states.WITHDRAWN, lambda: matters.withdraw_matter(by=worker, matter=matter)),
    }
    assert {move.verb for move in MATTER_STATES.moves if move.source != BEGINNING} == set(deeds)
    for verb, (target, deed) in deeds.items():
        lawful = verb in {move.verb for move in MATTER_STATES.moves_from(source)}
        from django.db import transaction

        with transaction.atomic():
            if lawful:
                taken = deed()
                assert isinstance(taken, MatterStep) and taken.state == target
            else:
                with pytest.raises(Refused) as refused:
                    deed()
                assert refused.value.refusal.why is Why.HOUSE_RULE
            transaction.set_rollback(True)


def test_nobody_takes_a_step_that_is_anothers(officers: Cast, groups: Groups) -> None:
    matter = raised(officers.social_worker, groups.regional)
    on_agenda(officers.coordinator, matter)
    with pytest.raises(Refused):
        matters.answer(by=officers.ministry, matter=matter, words="Not ours yet.")
    with pytest.raises(Refused) as not_hers:
        matters.withdraw_matter(by=officers.police, matter=matter)
    assert not_hers.value.refusal.why is Why.HOUSE_RULE
    with pytest.raises(Refused) as unseen:
        matters.withdraw_matter(by=officers.stranger, matter=matter)
    assert unseen.value.refusal.why is Why.UNSEEN


def test_the_second_of_two_who_take_a_step_at_once_is_told(officers: Cast, groups: Groups) -> None:
    worker, keeper = officers.social_worker, officers.coordinator
    matter = raised(worker, groups.regional)
    on_agenda(keeper, matter)
    with acting_as(keeper):
        stale = matter.last()
    matters.answer(by=keeper, matter=matter, words="Yes.")
    with pytest.raises(AlreadySuperseded), acting_as(keeper):
        matters._move("matter.raise_higher", keeper, stale, states.RAISED_HIGHER, groups.national)


def test_a_matter_opens_to_who_raised_it_and_to_the_groups_where_it_has_been(officers: Cast, groups: Groups) -> None:
    matter = raised(officers.social_worker, groups.regional)
    for who in (officers.social_worker, officers.colleague, officers.police, officers.coordinator):
        found = seen_by(who, matter)
        assert found is not None, who
        with acting_as(who):
            assert (found.opened("title"), found.opened("words")) == (QUESTION, WORDS)
    for who in (officers.stranger, officers.caseworker, officers.ministry, officers.administrator):
        assert seen_by(who, matter) is None, who
        with acting_as(who), pytest.raises(keys.CannotOpen):
            keys.data_key(matter.pk)
        with acting_as(who):
            assert not MatterStep.objects.filter(matter_id=matter.pk).exists()
    on_agenda(officers.coordinator, matter)
    matters.raise_higher(by=officers.coordinator, matter=matter, words="Beyond us.")
    assert seen_by(officers.caseworker, matter) is not None, "the national group has it now"
    assert seen_by(officers.ministry, matter) is None


def test_nothing_of_the_case_is_kept_not_even_the_hour(officers: Cast, groups: Groups, as_owner: Owner) -> None:
    columns = {field.name for model in (Matter, MatterStep) for field in model._meta.get_fields() if field.concrete}
    assert not any("case" in name or name in ("recorded_at", "pseudonym") for name in columns)
    worker = officers.social_worker
    case = casework.open_case(by=worker)
    write_identity(by=worker, case=case, fields={"family_name": "Inventescu"})
    matter = matters.raise_matter(
        by=worker, group=groups.regional, title=QUESTION, words=WORDS, subject="housing", checked_against=case
    )
    with acting_as(worker):
        row = matter.__dict__ | matter.last().__dict__
        assert case.pk not in row.values()
        from mooring.safeguards.models import DataKey

        assert DataKey.objects.get(subject=matter.pk).made_at.time() == time()


def test_the_name_of_the_case_is_refused_by_the_deed_itself(officers: Cast, groups: Groups) -> None:
    worker = officers.social_worker
    case = casework.open_case(by=worker)
    write_identity(by=worker, case=case, fields={"given_names": "Ioana", "family_name": "Inventescu"})

    def told(words: str, confirmed: dict[str, str] | None = None) -> Matter:
        return matters.raise_matter(
            by=worker,
            group=groups.regional,
            title=QUESTION,
            words=words,
            subject="housing",
            checked_against=case,
            confirmed=confirmed,
        )

    for words in ("Ioana has no place.", f"See {case.pseudonym}.", "She came on 3 May 2026.", "Ask Opdigta there."):
        with pytest.raises(Refused) as refused:
            told(words)
        assert refused.value.refusal.why is Why.HOUSE_RULE
        assert "Ioana" not in str(refused.value) + refused.value.refusal.reason
    from mooring.referral.anonymising import find

    words = f"{QUESTION}\nAsk the Opdigt office."
    found = find(words)
    matter = told("Ask the Opdigt office.", {one.key(words): "no_name" for one in found})
    assert matter.confirmed == [{"kind": "name", "reason": "no_name"}] * len(found), "codes, and no words"


def test_only_who_may_see_the_name_raises_from_a_case(officers: Cast, groups: Groups) -> None:
    """Else whoever tries names against a closed part would learn the name by guessing."""
    worker, assessor = officers.social_worker, officers.assessor
    case = casework.open_case(by=worker)
    casework.give_access(by=worker, case=case, compartment=Compartment.CORE, officer=assessor)
    for who in (assessor, officers.police):
        with pytest.raises(Refused) as refused:
            matters.raise_matter(
                by=who, group=groups.regional, title=QUESTION, words=WORDS, subject="housing", checked_against=case
            )
        assert refused.value.refusal.why in (Why.NOT_GRANTED, Why.UNSEEN)


def test_a_group_writes_nothing_that_leads_to_a_file(officers: Cast, groups: Groups) -> None:
    matter = raised(officers.social_worker, groups.regional)
    on_agenda(officers.coordinator, matter)
    for words in ("As in S-7Q4M-9T2X.", "Ring +45 00 00 00 17.", "Ask nobody@test.invalid."):
        with pytest.raises(Refused):
            matters.answer(by=officers.coordinator, matter=matter, words=words)


def test_nobody_founds_a_matter_under_the_number_of_a_case(officers: Cast, groups: Groups) -> None:
    """The key of a case would open to who raised the matter."""
    from django.db import ProgrammingError, transaction

    case = casework.open_case(by=officers.social_worker)
    with pytest.raises(ProgrammingError), transaction.atomic(), acting_as(officers.police):
        Matter(
            id=case.pk,
            subject="housing",
            title_sealed=b"x",
            words_sealed=b"x",
            raised_by=officers.police,
            raised_desk=officers.police.desk,
        ).save(force_insert=True)
