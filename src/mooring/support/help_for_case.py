"""What the law says of help for the person of one case: the facts it may be told, and its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from mooring.casework.known import known
from mooring.casework.models import Case
from mooring.casework.stages import Stage
from mooring.law import Finding, Law, NotAnswered, ResidenceBasis
from mooring.law.options import IDENTIFIED, NO_WISH, NOT_IDENTIFIED, PRESUMED
from mooring.law.service_catalogue import ServiceKind
from mooring.safeguards import clock
from mooring.safeguards.models import Desk, Posting
from mooring.safeguards.roles import all_roles
from mooring.support.law_of_the_period import last_outcome

STAGES = {
    Stage.IDENTIFIED: IDENTIFIED,
    Stage.NOT_IDENTIFIED: NOT_IDENTIFIED,
    Stage.NO_ASSESSMENT_WISHED: NO_WISH,
    Stage.WITHDRAWN: NO_WISH,
}
GROUPS = {
    "woman": "women",
    "man": "men",
    "trans_woman": "trans_and_non_binary",
    "trans_man": "trans_and_non_binary",
    "non_binary": "trans_and_non_binary",
}
ANSWERS = "service.authorise"


@dataclass(frozen=True)
class OfThePerson:
    """What is known of a person that the law on help asks about. What is not known stays unknown."""

    residence_basis: str
    child: bool | None
    stage: str
    group: str


def of_the_person(case: Case) -> OfThePerson:
    """The facts of a case for the law on help, as far as the acting officer may see them."""
    basis, child, gender = (known(case, name) for name in ("residence_basis", "treated_as_child", "gender"))
    stage = getattr(case, "stage", None)
    if stage in (None, Stage.CLOSED):
        stage = last_outcome(case)  # a closed case keeps what was found
    is_child = child if isinstance(child, bool) else None
    return OfThePerson(
        residence_basis=str(basis or ResidenceBasis.NOT_KNOWN_YET),
        child=is_child,
        stage=STAGES.get(Stage(stage), PRESUMED) if stage else PRESUMED,
        group="minors" if is_child else GROUPS.get(str(gender or ""), ""),
    )


def law() -> Law:
    found: Law = settings.MOORING_COUNTRY.law
    return found


def currency() -> str:
    """The money of this country, by ISO 4217."""
    return str(settings.MOORING_COUNTRY.currency)


def catalogue() -> tuple[ServiceKind, ...]:
    """The kinds of help of today; none where the law of this country has no catalogue."""
    try:
        return law().services(clock.today())
    except NotAnswered:
        return ()


def kind_of(code: str) -> ServiceKind | None:
    return next((kind for kind in catalogue() if kind.code == code), None)


def service_name(code: str) -> str:
    """The English name of a kind of help, to be translated; a code that is no more in the catalogue stands for itself."""
    kind = kind_of(code)
    return kind.name if kind is not None else code.replace("_", " ")


def is_it_given(case: Case, service: str) -> Finding:
    """What the law says today of this help for the person. Raises `NotAnswered`."""
    person = of_the_person(case)
    return law().service(service, person.residence_basis, clock.today(), child=person.child, stage=person.stage)


def who_pays(
    case: Case, service: str, *, health_card: bool | None = None, own_insurance: bool | None = None
) -> Finding:
    """Who pays for it by rule. Raises `NotAnswered`."""
    person = of_the_person(case)
    return law().payer(
        service,
        person.residence_basis,
        clock.today(),
        child=person.child,
        stage=person.stage,
        health_card=health_card,
        own_insurance=own_insurance,
    )


def answer_days() -> Any:
    """Within how many days an answer is expected, with its source. Raises `NotAnswered`."""
    return law().parameters.on("service_answer_days", clock.today())


def desks_that_answer(payer: str) -> list[Desk]:
    """The desks at which somebody serves who answers for a payer; none where it stands outside."""
    roles = [code for code, role in all_roles().items() if ANSWERS in role.verbs]
    postings = Posting.objects.running().filter(role__in=roles, desk__agency__kind=payer)
    return list(
        Desk.objects.filter(pk__in=postings.values("desk")).select_related("agency").order_by("agency__name", "pk")
    )
