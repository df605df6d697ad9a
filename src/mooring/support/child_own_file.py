"""What support holds of a child: the path, the representative, the municipality, home and school, the safety plan, the family."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import Case
from mooring.casework.own_file import Part, part_of, register
from mooring.safeguards.models import Officer
from mooring.support.children import of_case
from mooring.support.models import (
    BestInterest,
    ChildLife,
    ChildPath,
    ChildPlan,
    ChildSheet,
    ComingOfAge,
    FamilyTracing,
    MissingFound,
    MissingStep,
    MunicipalityTold,
    Representative,
    RepresentativeWord,
    SafetyPlan,
)

Said = tuple[str, object, object]


def child(officer: Officer, case: Case) -> Iterator[Part]:
    """All of a child's path as it stands. What others are or said is marked as such."""
    lines: Sequence[Said]
    path = of_case(ChildPath, case)
    if path is not None:
        came = (("came", _("Came"), path.get_came_display()), ("met_on", _("Met on"), path.met_on))
        words = (
            ("with", _("Who came along"), path.words("with")),
            ("may_know", _("What they may know"), path.words("may_know")),
        )
        yield part_of(officer, path, "child_path", _("How the child came"), *came, *words, about_others=True)
    stands = of_case(Representative, case)
    if stands is not None:
        name = stands.officer.name if stands.officer else stands.words("name")
        lines = (
            ("state", _("State"), stands.state_name),
            ("name", _("Name"), name),
            ("words", _("Words"), stands.words("words")),
        )
        yield part_of(officer, stands, "child_representative", _("Representative"), *lines)
    for said in RepresentativeWord.objects.standing().filter(case=case).order_by("matter"):
        said.case = case
        lines = (
            ("matter", _("In what"), said.get_matter_display()),
            ("agrees", _("Agrees"), _("yes") if said.agrees else _("no")),
            ("child", _("What the child says"), said.words("child")),
            ("words", _("What the representative says"), said.words("words")),
        )
        yield part_of(officer, said, "child_word", _("What the representative said"), *lines)
    told = of_case(MunicipalityTold, case)
    if told is not None:
        lines = (
            ("told_at", _("Told"), told.told_at),
            ("answer", _("Answer"), told.get_answer_display()),
            ("words", _("What it was told"), told.words("words")),
            ("answer_words", _("Its answer in words"), told.words("answer")),
        )
        yield part_of(officer, told, "child_municipality", _("Municipality"), *lines)
    yield from _of_the_days(officer, case)
    yield from _of_safety(officer, case)


def _of_the_days(officer: Officer, case: Case) -> Iterator[Part]:
    lines: Sequence[Said]
    life, plan = of_case(ChildLife, case), of_case(ChildPlan, case)
    if life is not None:
        lines = (
            ("lives_at", _("Lives at"), life.get_lives_at_display()),
            ("school", _("School"), life.get_school_display()),
            ("school_words", _("Which school, or why none"), life.words("school")),
            ("health", _("Health check"), life.get_health_display()),
            ("health_words", _("Health"), life.words("health")),
        )
        yield part_of(officer, life, "child_life", _("Home, school and health"), *lines)
    if plan is not None:
        lines = (("goals", _("What the child wants"), plan.words("goals")), ("steps", _("Steps"), plan.words("steps")))
        yield part_of(officer, plan, "child_plan", _("The child's plan"), *lines)
    best, tracing, day = of_case(BestInterest, case), of_case(FamilyTracing, case), of_case(ComingOfAge, case)
    if best is not None:
        lines = (
            ("found", _("Found"), best.get_found_display()),
            ("child", _("What the child says"), best.words("child")),
            ("words", _("What was weighed"), best.words("words")),
        )
        yield part_of(officer, best, "child_best_interest", _("Best interest"), *lines, about_others=True)
    if tracing is not None:
        lines = (
            ("by", _("Looked for by"), tracing.get_traced_by_display()),
            ("words", _("Words"), tracing.words("words")),
        )
        yield part_of(officer, tracing, "child_family", _("The family is looked for"), *lines, about_others=True)
    if day is not None:
        lines = (("turns_on", _("Comes of age on"), day.turns_on), ("words", _("Plan"), day.words("words")))
        yield part_of(officer, day, "child_of_age", _("Coming of age"), *lines)


def _of_safety(officer: Officer, case: Case) -> Iterator[Part]:
    lines: Sequence[Said]
    safety, sheet = of_case(SafetyPlan, case), of_case(ChildSheet, case)
    if safety is not None:
        lines = [(name, _("Safety plan"), safety.words(name)) for name in SafetyPlan.WORDS]
        yield part_of(officer, safety, "child_safety_plan", _("Safety plan"), *lines, about_others=True)
    if sheet is not None:
        line = ("description", _("The sheet"), sheet.words("description"))
        yield part_of(officer, sheet, "child_sheet", _("The sheet for whoever looks"), line)
    for step in MissingStep.objects.filter(case=case).order_by("recorded_at", "id"):
        step.case = case
        lines = [("kind", _("What was done"), step.get_kind_display()), ("words", _("Words"), step.words("words"))]
        yield part_of(officer, step, "child_missing_step", _("While the child was missing"), *lines)
    for found in MissingFound.objects.filter(case=case).order_by("recorded_at", "id"):
        found.case = case
        lines = [("how", _("How it ended"), found.get_how_display()), ("words", _("Words"), found.words("words"))]
        yield part_of(officer, found, "child_missing_found", _("While the child was missing"), *lines)


def fill() -> None:
    """Say what support holds of a child."""
    register("child", gettext_lazy("Child"), child, order=52)
