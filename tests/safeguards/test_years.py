"""A slip of the year is refused by every form of the rooms: else it closes the list in which it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.db import connection

import mooring.web.urls  # noqa: F401  brings in every form there is
from mooring.hotline.forms.interpreters import OnCallForm
from mooring.safeguards.models import Notice
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from mooring.safeguards.years import DayField, HourField, PastDayField, PastHourField
from tests.cast import Cast
from tests.visiting import visit

MEETING = ("mooring.casework.consent_forms", "mooring.referral", "mooring.identification", "mooring.hotline")
ROOMS = (*MEETING, "mooring.support", "mooring.housing", "mooring.returns", "mooring.justice")


def every_form(of: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for one in of.__subclasses__():
        yield one
        yield from every_form(one)


def days_asked() -> list[tuple[str, forms.Field]]:
    return [
        (f"{form.__module__}.{form.__name__}.{name}", field)
        for form in every_form()
        if form.__module__.startswith(ROOMS)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.DateField | forms.DateTimeField)
    ]


def test_every_day_that_a_form_asks_is_one_of_our_years() -> None:
    asked = days_asked()
    assert len(asked) > 50
    assert [where for where, field in asked if not isinstance(field, DayField | HourField)] == []


@pytest.mark.parametrize("slip", ["0001-01-01", "0001-01-01T00:00", "1899-12-31", "2200-01-01", "9999-12-31T23:59"])
@pytest.mark.parametrize("field", [DayField, HourField, PastDayField, PastHourField])
def test_a_slip_of_the_year_is_refused(field: type[forms.Field], slip: str) -> None:
    with pytest.raises(forms.ValidationError):
        field().clean(slip)


def test_an_interpreter_is_not_put_on_call_since_the_first_of_all_years() -> None:
    form = OnCallForm({"begins_at": "0001-01-01T00:00", "ends_at": "2026-12-01T10:00"})
    assert not form.is_valid()
    assert set(form.errors) == {"begins_at"}


@pytest.mark.parametrize("slip", ["0001-01-01", "9999-12-31", "2026-13-01"])
def test_the_roster_of_a_year_that_is_none_of_ours_is_that_of_today(slip: str, officers: Cast) -> None:
    assert visit(officers.hotline).get("/roster/", {"from": slip}).status_code == 200


def test_what_is_no_browser_is_refused_however_deep_it_is(officers: Cast) -> None:
    client = visit(officers.stranger)
    assert client.post("/notices/browsers/", b"[" * 3000, content_type="application/json").status_code == 422


def test_a_notice_does_not_lead_to_another_house(officers: Cast) -> None:
    with acting_as(officers.social_worker), connection.cursor() as cursor:
        cursor.execute(
            "select mooring_tell('referral.sent', %s, '{}', '//elsewhere.example/', 'ordinary')",
            [[officers.stranger.pk]],
        )
    client = visit(officers.stranger)
    with acting_as(officers.stranger):
        named = reference("notice", Notice.objects.get().pk)
    assert client.post(f"/notices/{named}/").headers["Location"] == "/notices/"
