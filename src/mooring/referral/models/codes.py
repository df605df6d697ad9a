"""The words from fixed lists that a referral is made of, and that are counted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferralKind(models.TextChoices):
    """What is asked of the other agency."""

    TAKE_UP = "take_up", _("To take up a need of the person")
    HAND_OVER = "hand_over", _("To become the agency that is responsible for the person")


class DeclineReason(models.TextChoices):
    NO_CAPACITY = "no_capacity", _("No room at present")
    NOT_OUR_TASK = "not_our_task", _("Not our task")
    NOT_OUR_GROUP = "not_our_group", _("Not for this group of people")
    NOT_SAFE_HERE = "not_safe_here", _("The person would not be safe here")
    PERSON_DID_NOT_WISH = "person_did_not_wish", _("The person said no for now")
    CONFLICT = "conflict", _("We know somebody else in the matter")
    OTHER = "other", _("Another reason")


class ReturnReason(models.TextChoices):
    MORE_IS_NEEDED = "more_is_needed", _("More must be known")
    GROUND_UNCLEAR = "ground_unclear", _("It is not clear on which ground this is told")
    NOT_REACHED = "not_reached", _("The person could not be reached as agreed")
    WRONG_DESK = "wrong_desk", _("It came to the wrong desk")
    OTHER = "other", _("Another reason")


class WithdrawReason(models.TextChoices):
    PERSON_WISHES = "person_wishes", _("The person wishes so")
    MET_ELSEWHERE = "met_elsewhere", _("The need was met elsewhere")
    BY_MISTAKE = "by_mistake", _("It was sent by mistake")
    NOT_SAFE = "not_safe", _("It is not safe for the person")
    OTHER = "other", _("Another reason")


class CameOf(models.TextChoices):
    """What came of a referral that is done."""

    NEED_MET = "need_met", _("The need is met")
    PARTLY_MET = "partly_met", _("The need is met in part")
    PERSON_DID_NOT_WISH = "person_did_not_wish", _("The person did not wish it")
    NOT_REACHED = "not_reached", _("The person could not be reached")
    TAKEN_OVER = "taken_over", _("The agency carries on with the person")
    OTHER = "other", _("Something else")


BY_THE_HOUSE = {
    "redrafted": _("Written anew"),
    "rerouted": _("Sent to somebody else instead"),
    "consent_withdrawn": _("The person withdrew the consent"),
    "nobody_answered": _("Nobody answered in time"),
}
"""Reasons that nobody chooses: they come of another deed."""

REASONS: dict[str, object] = {
    **{
        str(choice.value): choice.label
        for choices in (DeclineReason, ReturnReason, WithdrawReason, CameOf)
        for choice in choices
    },
    **BY_THE_HOUSE,
}
"""What each code of a step's reason is called on a page."""


class MessageKind(models.TextChoices):
    FEEDBACK = "feedback", _("Message")
    SHARING_ENDED = "sharing_ended", _("What was shared may not be used any further for this purpose")


class Side(models.TextChoices):
    SENDER = "sender", _("Sender")
    RECEIVER = "receiver", _("Receiver")
