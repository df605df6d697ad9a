"""The pages of names: nothing is shown that was not asked for, and each asking is kept."""

from __future__ import annotations

import pytest
from django.test import Client

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.names import actions
from mooring.names.models import Identity, Reveal, SafeContact
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.web.conftest import Visit, case, visit  # noqa: F401

NUMBER = "+45 00 00 00 17"


@pytest.fixture
def named(case: Case, officers: Cast) -> Case:  # noqa: F811
    officer = officers.social_worker
    actions.write_identity(by=officer, case=case, fields={"family_name": "Inventedname", "known_as": "Testa"})
    actions.agree_safe_contact(
        by=officer, case=case, channel="telephone", language="ro", detail=NUMBER, hours="Only in the morning."
    )
    return case


def pages_of(client: Client, case: Case) -> str:  # noqa: F811
    ways = ("", "?open=who", "panels/who/", "panels/timeline/", "panels/team/", "who/", "contact/", "contact/detail/")
    return "".join(client.get(f"/cases/{case}/{way}", follow=True).content.decode() for way in ways)


def test_no_page_shows_the_name_or_the_number_by_itself(named: Case, officers: Cast, visit: Visit) -> None:  # noqa: F811
    seen = pages_of(visit(officers.social_worker), named)
    assert "Only in the morning." in seen
    for secret in ("Inventedname", "Testa", NUMBER):
        assert secret not in seen


def test_the_name_is_shown_once_to_who_says_why(named: Case, officers: Cast, visit: Visit) -> None:  # noqa: F811
    client = visit(officers.colleague)
    assert client.post(f"/cases/{named}/who/", {}).status_code == 422
    answer = client.post(f"/cases/{named}/who/", {"reason": "contact", "words": "Meets the person at noon."})
    assert "Inventedname" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "Inventedname" not in client.get(f"/cases/{named}/who/").content.decode()
    with acting_as(officers.social_worker):
        looked = Reveal.objects.get()
    assert (looked.reason, looked.recorded_by) == ("contact", officers.colleague)


def test_the_rule_stands_above_the_number_and_in_the_persons_language(
    named: Case,
    officers: Cast,
    visit: Visit,  # noqa: F811
) -> None:
    page = visit(officers.social_worker).post(f"/cases/{named}/contact/detail/").content.decode()
    assert page.index("Only in the morning.") < page.index(NUMBER)
    assert "Română" in page


def test_a_new_rule_keeps_the_number_unless_the_person_is_not_to_be_contacted(
    named: Case,
    officers: Cast,
    visit: Visit,  # noqa: F811
) -> None:
    client = visit(officers.social_worker)
    for channel, kept in (("text", NUMBER), ("none", "")):
        assert client.post(f"/cases/{named}/contact/", {"channel": channel}).status_code == 302
        with acting_as(officers.social_worker):
            rule = SafeContact.objects.standing().get()
            assert (rule.channel, rule.words("detail")) == (channel, kept)


def test_what_is_written_is_corrected_only_after_it_was_opened_with_a_reason(
    named: Case,
    officers: Cast,
    visit: Visit,  # noqa: F811
) -> None:
    client = visit(officers.social_worker)
    assert client.get(f"/cases/{named}/who/write/")["Location"] == f"/cases/{named}/who/?reason=correction"
    client.post(f"/cases/{named}/who/write/", {"family_name": "Otherwise"})
    with acting_as(officers.social_worker):
        assert Identity.objects.standing().get().fields() == {"family_name": "Otherwise"}
        assert Identity.objects.count() == 2


@pytest.mark.parametrize("door", ["who/", "who/write/", "contact/", "contact/detail/", "panels/who/"])
def test_who_holds_other_parts_of_the_case_does_not_get_at_the_name(
    door: str,
    named: Case,
    officers: Cast,
    visit: Visit,  # noqa: F811
) -> None:
    caseworker, police = officers.caseworker, officers.police
    for holder in (caseworker, police):
        casework.give_access(by=officers.social_worker, case=named, compartment=Compartment.CORE, desk=holder.desk)
    for holder in (caseworker, police):
        client = visit(holder)
        assert client.get(f"/cases/{named}/").status_code == 200
        assert client.get(f"/cases/{named}/{door}").status_code in (403, 404)
        assert client.post(f"/cases/{named}/{door}", {"reason": "contact"}).status_code in (403, 404, 405)
