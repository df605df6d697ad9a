"""The form of the clarifying conversation as data: its sections in order, and what may be spoken of under each.

The sentences are for the officer to have in mind, not to be read aloud one by one. A section that was answered at an earlier
meeting is shown, not asked again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment


@dataclass(frozen=True)
class FormSection:
    """One section: its code, its title, what to have in mind, and the compartment in which its answer lies."""

    code: str
    title: Any
    in_mind: tuple[Any, ...]
    compartment: str = Compartment.CORE


SECTIONS: tuple[FormSection, ...] = (
    FormSection(
        "safety_now",
        _("Safety now"),
        (
            _("Is it safe to talk here and now? Who must not know?"),
            _("Is anybody threatened: the person, children, family elsewhere?"),
            _("Where can the person sleep tonight?"),
        ),
    ),
    FormSection(
        "health_now",
        _("Health now"),
        (
            _("Is there anything that cannot wait: injuries, medicine, pregnancy, the last days?"),
            _("What would the person like help with? Help is never a price for talking."),
        ),
        Compartment.HEALTH,
    ),
    FormSection(
        "home_and_family",
        _("Home and family"),
        (
            _("What does the person wish to say of home, family and children?"),
            _("Is there debt, and who is asked to pay it?"),
        ),
    ),
    FormSection(
        "recruitment",
        _("How it began"),
        (_("Who offered what? What was promised, and what was true?"), _("Who paid, and what is owed?")),
    ),
    FormSection(
        "journey",
        _("The journey"),
        (_("How did the person come here, with whom, with which papers?"), _("Who keeps the papers now?")),
    ),
    FormSection(
        "control",
        _("Means and control"),
        (
            _("Could the person say no, go out, telephone, leave?"),
            _("Threats, violence, debt, papers taken, being watched, being told what to say?"),
        ),
    ),
    FormSection(
        "exploitation",
        _("What the person had to do"),
        (_("What work or acts, where, for how long, for whose gain?"), _("What was paid, and what was kept back?")),
    ),
    FormSection(
        "wishes",
        _("The person's own wishes"),
        (
            _("What does the person wish to happen next?"),
            _("Does the person wish an assessment? What may be passed on, and to whom?"),
        ),
    ),
)
BY_CODE: dict[str, FormSection] = {section.code: section for section in SECTIONS}
