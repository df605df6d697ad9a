"""What the law wants a person to be told, what was told already, and what is missing: read, never written, here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mooring.casework.known import known, known_of
from mooring.casework.models import Case, StageReached
from mooring.casework.stages import Stage
from mooring.law import Finding, Law, NotAnswered, ResidenceBasis
from mooring.law.information_texts import InformationTexts, TextVersion
from mooring.law.words import LABELS
from mooring.safeguards import clock
from mooring.support.models import InformationGiven, Understood

TOPICS = (
    "rights",
    "data_protection",
    "compensation",
    "non_punishment",
    "reflection_period",
    "asylum",
    "permits",
    "prepared_return",
    "complaint",
)
"""The matters, in the order in which a page lists them; a pack's texts may hold others, which follow."""
NO_TEXT = "-"
"""The version of what was told where the country has no text of it."""


@dataclass(frozen=True)
class Missing:
    """A matter that is not yet told, or not yet understood: why it is told, under which provisions, and by when."""

    topic: str
    title: str
    why: str
    citations: tuple[str, ...]
    doubts: tuple[str, ...]
    due_on: date
    again: bool

    @property
    def is_late(self) -> bool:
        return self.due_on < clock.today()


def texts() -> InformationTexts | None:
    """The country's texts, or none where the pack has none."""
    found: InformationTexts | None = settings.MOORING_COUNTRY.information
    return found


def topics() -> tuple[str, ...]:
    """The matters that can be told here, in order."""
    found = texts()
    if found is None:
        return TOPICS
    return tuple(sorted(found.by_topic, key=lambda topic: (TOPICS.index(topic) if topic in TOPICS else 99, topic)))


def current(topic: str) -> TextVersion | None:
    """The version of a text that is told today, or none."""
    found = texts()
    return found.current(topic, clock.today()) if found is not None else None


def title(topic: str) -> str:
    """What a matter is called on a page: by its text in the page's language, else by the words of the law."""
    version = current(topic)
    if version is not None:
        return version.in_language(get_language() or "en").title
    words = _(LABELS[topic]) if topic in LABELS else topic.replace("_", " ")
    return words[:1].upper() + words[1:]


def standing(case: Case) -> list[InformationGiven]:
    """Everything that was told to the person and stands, the latest first."""
    rows = InformationGiven.objects.standing().filter(case=case, is_taken_back=False).select_related("recorded_by")
    return list(rows.order_by("-told_at", "-recorded_at"))


def latest(rows: Iterable[InformationGiven]) -> dict[str, InformationGiven]:
    """By matter, how it stands: the telling that came last."""
    found: dict[str, InformationGiven] = {}
    for row in rows:
        found.setdefault(row.topic, row)
    return found


def must_be_told(case: Case, stage: str) -> Finding | None:
    """What the law wants this person to be told today; none where the country's law does not answer."""
    return _must_be_told(stage, known(case, "treated_as_child"), known(case, "residence_basis"))


def _must_be_told(stage: str, child: object, basis: object) -> Finding | None:
    law: Law = settings.MOORING_COUNTRY.law
    basis = basis or ResidenceBasis.NOT_KNOWN_YET
    try:
        return law.must_be_told(stage, str(basis), bool(child) if child is not None else None, clock.today())
    except NotAnswered:
        return None


def stage_of(case: Case) -> StageReached | None:
    """The stage in which the case stands; none when it is not open to the officer."""
    reached: StageReached | None = StageReached.objects.standing().filter(case=case).first()
    return reached


def not_yet_told(rows: Iterable[InformationGiven], reached: StageReached, finding: Finding | None) -> list[Missing]:
    """What is still to be told, the most pressing first; `rows` are those of `standing`, `reached` the stage of the case."""
    if finding is None:
        return []
    told = latest(rows)
    since = timezone.localdate(reached.since)
    reasons = {reason.code: reason for reason in finding.because}
    found = []
    for topic in finding.codes("topics"):
        row = told.get(topic)
        if row is not None and row.understood == Understood.UNDERSTOOD:
            continue
        provisions = reasons[topic].provisions
        found.append(
            Missing(
                topic,
                title(topic),
                reasons[topic].sentence(_),
                tuple(dict.fromkeys(provision.label(_) for provision in provisions)),
                tuple(dict.fromkeys(f"{each.label(_)}: {_(doubt)}" for each in provisions for doubt in each.doubts)),
                since + timedelta(days=finding.days(f"days_{topic}")),
                again=row is not None,
            )
        )
    return sorted(found, key=lambda missing: missing.due_on)


def not_yet_told_to(case: Case) -> list[Missing]:
    """What is still to be told to the person of one case."""
    reached = stage_of(case)
    if reached is None:
        return []
    return not_yet_told(standing(case), reached, must_be_told(case, reached.stage))


def not_yet_told_to_each(cases: Collection[Case]) -> dict[int, list[Missing]]:
    """What is still to be told in each of several cases, by case key; those that are closed are left out. Four queries for all."""
    keys = [case.pk for case in cases]
    open_ones = StageReached.objects.standing().filter(case_id__in=keys).exclude(stage=Stage.CLOSED)
    child, basis = known_of(cases, "treated_as_child"), known_of(cases, "residence_basis")
    rows: dict[int, list[InformationGiven]] = {}
    given = InformationGiven.objects.standing().filter(case_id__in=keys, is_taken_back=False)
    for row in given.order_by("-told_at", "-recorded_at"):
        rows.setdefault(row.case_id, []).append(row)
    return {
        each.case_id: not_yet_told(
            rows.get(each.case_id, []),
            each,
            _must_be_told(each.stage, child.get(each.case_id), basis.get(each.case_id)),
        )
        for each in open_ones.select_related("case")
    }
