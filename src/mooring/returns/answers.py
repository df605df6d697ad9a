"""What was told with the offer, and what the person answered: the codes of the reasons, which the evaluation asks for."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """How it was told."""

    SPOKEN = "spoken", _("Spoken, in plain words")
    INTERPRETER = "interpreter", _("Spoken, through an interpreter")
    WRITTEN = "written", _("On paper that the person could read")
    AUDIO = "audio", _("As a recording, for who does not read")


class Understood(TextChoices):
    """Whether it was understood."""

    YES = "yes", _("Understood")
    IN_PART = "in_part", _("In part: to be told again")
    NO = "no", _("Not understood: to be told again")


class Told(TextChoices):
    """What an offer tells."""

    WHAT_IT_IS = "what_it_is", _("What a prepared return is, and who plans it")
    HOW_LONG = "how_long", _("For how long there is support over there, and what it is")
    DESTINATIONS = "destinations", _("To where it can lead")
    RISKS_FIRST = "risks_first", _("That risks are looked at first, and the person decides")
    NOTHING_OWED = "nothing_owed", _("That nothing is owed for it")
    NO_IS_FINE = "no_is_fine", _("That no costs no help here, and can become a yes later")
    DEPARTURE = "departure", _("Who handles departure otherwise")
    OTHER_WAYS = "other_ways", _("What other ways there are: asylum, a permit, to stay")


class DecidedWith(TextChoices):
    """Who decided with the person."""

    ALONE = "alone", _("Nobody: the person decided")
    REPRESENTATIVE = "personal_representative", _("The personal representative of a child")
    CUSTODY = "custody", _("Who has custody of the child, and is not part of what happened")
    MUNICIPALITY = "municipality", _("The municipality, for a child who is here legally")


class NoBecause(TextChoices):
    """Why no for now. The person may give several, or none."""

    AFRAID_OF_TRAFFICKERS = "afraid_of_traffickers", _("Afraid of who exploited the person, over there")
    DEBT = "debt", _("A debt that would be asked for over there")
    FAMILY_THREATENED = "family_threatened", _("The family is threatened, or would be")
    FAMILY_NOT_SAFE = "family_not_safe", _("The family itself is not safe for the person")
    STIGMA = "stigma", _("Shame, or what people would say")
    NOTHING_TO_LIVE_ON = "nothing_to_live_on", _("Nothing to live on over there")
    NO_HOME = "no_home", _("No home to come to")
    HEALTH_CARE = "health_care", _("Treatment that is not to be had over there")
    SUPPORT_TOO_SHORT = "support_too_short", _("Too little support, or for too short a time")
    HOPES_TO_STAY = "hopes_to_stay", _("Hopes to stay: asylum, a permit, a case that runs")
    WORK_HERE = "work_here", _("Has work here, or in another country")
    FAMILY_HERE = "family_here", _("Has family or a partner here")
    ANOTHER_COUNTRY = "another_country", _("Wishes to go to another country")
    NO_TRUST = "no_trust", _("Does not trust who offers it")
    NEEDS_TIME = "needs_time", _("Needs more time")
    GOES_ALONE = "goes_alone", _("Goes home without help")
    DID_NOT_SAY = "did_not_say", _("Did not wish to say why")
    OTHER = "other", _("Something else")


class Outcome(TextChoices):
    """What came of a return, at its close."""

    SETTLED = "settled", _("Settled: a home, and something to live on")
    STILL_IN_NEED = "still_in_need", _("Still in need, handed on to help over there")
    TRAVELLED_ON = "travelled_on", _("Travelled on to another country")
    CAME_BACK = "came_back", _("Came back here")
    EXPLOITED_AGAIN = "exploited_again", _("Exploited again")
    WISHED_NO_MORE = "wished_no_more", _("Wishes nobody to ask any more")
    LOST = "lost", _("Nobody could reach the person")
    DIED = "died", _("Died")


class ConfirmedBy(TextChoices):
    """Who says that the person has arrived."""

    PERSON = "person", _("The person")
    RECEIVER = "receiver", _("Who received the person over there")
    PARTNER = "partner", _("The partner who planned it")
    ESCORT = "escort", _("Who went along")
