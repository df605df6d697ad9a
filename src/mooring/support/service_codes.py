"""Why a request for help went the way it went: codes that can be counted, and that tell no story."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PayerBecause(models.TextChoices):
    """Why somebody else pays than the rule says."""

    INSURANCE_SEEN = "insurance_seen", _("The insurance was seen, or was not there")
    CARD_SEEN = "card_seen", _("The health card was seen, or was not there")
    THEY_AGREED = "they_agreed", _("They agreed to pay")
    RULE_REFUSED = "rule_refused", _("Who pays by the rule said no")


class Because(models.TextChoices):
    """Why a request came to a state. A reason belongs to one kind of step."""

    NOT_NEEDED = "not_needed", _("Nobody has to be asked for this help")
    OUTSIDE = "outside", _("Answered outside; recorded by the team")
    ANOTHER_PAYS = "another_pays", _("Somebody else pays for this")
    NOT_UNDER_THE_PROVISION = "not_under_the_provision", _("The provision does not reach this help")
    TOO_DEAR = "too_dear", _("The same help can be had at a lower price")
    MORE_NEEDED = "more_needed", _("It cannot be seen why this help is needed: a professional's statement is missing")
    NO_MONEY_LEFT = "no_money_left", _("No money is left in this period")
    PERSON_COULD_NOT = "person_could_not", _("The person could not come")
    PERSON_DID_NOT_WISH = "person_did_not_wish", _("The person did not wish it any more")
    NO_INTERPRETER = "no_interpreter", _("There was no interpreter")
    CALLED_OFF = "called_off", _("Called off by who was to give it")
    NOT_SAFE = "not_safe", _("The way or the place was not safe")
    NOT_NEEDED_ANY_MORE = "not_needed_any_more", _("Not needed any more")
    ASKED_ANEW = "asked_anew", _("Asked for anew, otherwise")


REFUSALS = (
    Because.ANOTHER_PAYS,
    Because.NOT_UNDER_THE_PROVISION,
    Because.TOO_DEAR,
    Because.MORE_NEEDED,
    Because.NO_MONEY_LEFT,
)
NOT_GIVEN = (
    Because.PERSON_COULD_NOT,
    Because.PERSON_DID_NOT_WISH,
    Because.NO_INTERPRETER,
    Because.CALLED_OFF,
    Because.NOT_SAFE,
)
TAKEN_BACK = (Because.NOT_NEEDED_ANY_MORE, Because.PERSON_DID_NOT_WISH, Because.ASKED_ANEW)

WHAT_ELSE = {
    Because.ANOTHER_PAYS: _("Ask whom they name. Until somebody pays, the national centre is asked last."),
    Because.NOT_UNDER_THE_PROVISION: _("See “What can be offered now”: what is open without this."),
    Because.TOO_DEAR: _("Ask anew at the lower price, or say why it must be this one."),
    Because.MORE_NEEDED: _("Ask a doctor or psychologist for a statement, and ask anew."),
    Because.NO_MONEY_LEFT: _(
        "That money is short does not end what the law owes: complain, or ask the national centre."
    ),
}
"""What may be done after a no."""


def choices(codes: tuple[Because, ...]) -> list[tuple[str, object]]:
    """Some of the reasons, as choices of a form."""
    return [(code.value, code.label) for code in codes]
