"""A child's standing: is the person treated as one, what lacks before something is decided, and what the law says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from mooring.casework.conditions import Check, Lack
from mooring.casework.known import known
from mooring.casework.models import Case, Fact
from mooring.law import Finding, NotAnswered
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.support.models import Came, ChildPath, Matter, Representative

AnyFact = TypeVar("AnyFact", bound=Fact)
REPRESENTATIVE = "child_representative"
MUNICIPALITY = "child_municipality"
PATH = "child_path"
SAFETY = "child_safety_plan"
MISSING = "child_missing"
OF_AGE = "child_comes_of_age"
ROOF = "child_stay_word"
A_DAY = timedelta(days=1)
ROOF_WAITS_NO_LONGER = timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """What everybody who holds a part of the case may know: a child, how she or he came, and whose word there is."""

    is_child: bool = False
    came: str | None = None
    appointed: bool = False
    agreed: tuple[str, ...] = ()


def standing_of(case_key: int) -> Standing:
    """How a child stands, by codes; of a case that is not open to the acting officer, nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select is_child, came, appointed, agreed from mooring_child_stands(%s)", [case_key])
        row = cursor.fetchone()
    return Standing(row[0], row[1], row[2], tuple(row[3])) if row else Standing()


def is_child(case: Case) -> bool:
    """Whether the person is treated as a child, by what is recorded."""
    return bool(known(case, "treated_as_child")) or standing_of(case.pk).is_child


def asked(question: str, **facts: Any) -> Finding | None:
    """What the country's law answers today to a question of children; none where it does not answer."""
    try:
        found: Finding = getattr(settings.MOORING_COUNTRY.law, question)(on=clock.today(), **facts)
    except NotAnswered:
        return None
    return found


def lacks(case_key: int, matter: str, standing: Standing | None = None) -> Lack | None:
    """What lacks before a matter is decided with a child; none for an adult, and where the country's law knows no representative."""
    stands = standing or standing_of(case_key)
    if not stands.is_child or asked("representative_due", unaccompanied=None) is None:
        return None
    if stands.came == Came.ACCOMPANIED:
        return None
    if stands.came is None:
        return Lack(
            "path_not_said",
            _("The person is treated as a child, and it is not said whether she or he came alone."),
            _("Write it down under Child on the case page. Help that cannot wait is given at once."),
        )
    if not stands.appointed:
        return Lack(
            "representative_missing",
            _("For a child who is here alone nothing is decided without the representative, and none is appointed."),
            _("Ask for one under Child on the case page. Help that cannot wait is given at once."),
        )
    if matter not in stands.agreed:
        return Lack(
            "representative_not_asked",
            _("The representative has not said yes to this in the last thirty days."),
            _("Ask the child, then the representative; write down what both say under Child on the case page."),
        )
    return None


def decides_with(case: Case) -> str | None:
    """For another room: what lacks before something is decided with this child (a code), “” when nothing does, none for an adult."""
    stands = standing_of(case.pk)
    if not stands.is_child:
        return None
    lack = lacks(case.pk, Matter.PLAN, Standing(True, stands.came, stands.appointed, (Matter.PLAN,)))
    return lack.code if lack is not None else ""


def needs_escort(case: Case) -> bool | None:
    """For another room: whether somebody travels along on a return; none where it is not known or the law does not say."""
    if not is_child(case):
        return None
    finding = asked("return_escort", child=True)
    return finding.answer == "escort_needed" if finding is not None else None


def before_return(by: Officer, case_key: int, given: Mapping[str, Any]) -> Lack | None:
    """Nobody says yes to a return for a child alone. Where it is not said how the child came, it is at least said who decided."""
    stands = standing_of(case_key)
    if stands.came is None and given.get("decided_with") not in (None, "", "alone"):
        return None
    return lacks(case_key, Matter.RETURN, stands)


def before_return_plan(by: Officer, case_key: int, given: Mapping[str, Any]) -> Lack | None:
    """A return is planned with the representative. Where it is not said how the child came, the yes before it said who decided."""
    stands = standing_of(case_key)
    return None if stands.came is None else lacks(case_key, Matter.RETURN, stands)


def before_stay(by: Officer, case_key: int, given: Mapping[str, Any]) -> Lack | None:
    """A place to live is taken with the representative; a roof for tonight or tomorrow waits for nobody."""
    begins = getattr(getattr(given.get("stay"), "standing", None), "begins", None)
    if begins is None or begins <= clock.today() + ROOF_WAITS_NO_LONGER:
        return None
    return lacks(case_key, Matter.STAY)


def before_offer(by: Officer, case_key: int, given: Mapping[str, Any]) -> Lack | None:
    """Asked of the team, before the house is: who answers for the house holds nothing of the case, and is told of no representative."""
    begins = given.get("begins") or clock.today()
    return None if begins <= clock.today() + ROOF_WAITS_NO_LONGER else lacks(case_key, Matter.STAY)


def before_plan(by: Officer, case_key: int, given: Mapping[str, Any]) -> Lack | None:
    """A plan may be written at any time; that it is agreed to takes the representative."""
    return lacks(case_key, Matter.PLAN) if given.get("assent") == "agreed" else None


def before(matter: Matter) -> Check:
    """That a matter is decided with the representative, whatever the deed was given."""
    return lambda by, case_key, given: lacks(case_key, matter)


def before_consent(by: Officer, case_key: int, given: Mapping[str, Any]) -> Lack | None:
    """To be supported a child agrees alone. To be spoken of, with the representative, whose own answer is the consent."""
    if given.get("kind") != "share":
        return None
    stands = standing_of(case_key)
    if given.get("relation") == "personal_representative" and stands.appointed:
        return None
    if stands.is_child and stands.came is None:
        return None  # the law of consent asks for whoever answers for the child
    return lacks(case_key, Matter.CONSENT, stands)


# The person's own goals, and withdrawing from a return, are nobody's to hold up; what an authority decides neither.
CONDITIONS: dict[str, Check] = {
    "return.accept": before_return,
    "return.say_no": before(Matter.RETURN),
    "return.plan": before_return_plan,
    "permit.ask": before(Matter.PERMIT),
    "permit.withdraw": before(Matter.PERMIT),
    "assessment.not_wished": before(Matter.ASSESSMENT),
    "assessment.withdraw": before(Matter.ASSESSMENT),
    "claim.file": before(Matter.CLAIM),
    "claim.appeal": before(Matter.CLAIM),
    "claim.withdraw": before(Matter.CLAIM),
    "claim.let_stand": before(Matter.CLAIM),
    "stay.offer": before_offer,
    "stay.accept": before_stay,
    "plan.write": before_plan,
    "plan.review": before_plan,
    "consent.give": before_consent,
}


def of_case(model: type[AnyFact], case: Case) -> AnyFact | None:
    """The fact of a kind that stands for a case, its words ready to be opened."""
    fact: AnyFact | None = model._default_manager.filter(case=case, superseded_by=None).first()
    if fact is not None:
        fact.case = case
    return fact


def path_of(case: Case) -> ChildPath | None:
    return of_case(ChildPath, case)


def representative_of(case: Case) -> Representative | None:
    return of_case(Representative, case)
