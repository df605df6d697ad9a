"""A slip of the year is refused by every form of the rooms that hand on, listen and meet: else it closes the list in which it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms

import mooring.web.urls  # noqa: F401  brings in every form there is
from mooring.hotline.forms.interpreters import OnCallForm
from mooring.safeguards.years import DayField, HourField, within_our_years

ROOMS = ("mooring.referral", "mooring.hotline", "mooring.casework.consent_forms")
# These look themselves: nothing of the future, or nothing that is over.
LOOK_THEMSELVES = {"MomentField", "PastDayField"}


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
    assert len(asked) > 10
    lax = [where for where, field in asked if within_our_years not in field.validators]
    assert [where for where, field in asked if where in lax and type(field).__name__ not in LOOK_THEMSELVES] == []


@pytest.mark.parametrize("slip", ["0001-01-01", "0001-01-01T00:00", "1899-12-31", "2200-01-01", "9999-12-31T23:59"])
@pytest.mark.parametrize("field", [DayField, HourField])
def test_a_slip_of_the_year_is_refused(field: type[forms.Field], slip: str) -> None:
    with pytest.raises(forms.ValidationError):
        field().clean(slip)


def test_an_interpreter_is_not_put_on_call_since_the_first_of_all_years() -> None:
    form = OnCallForm({"begins_at": "0001-01-01T00:00", "ends_at": "2026-12-01T10:00"})
    assert not form.is_valid()
    assert set(form.errors) == {"begins_at"}
