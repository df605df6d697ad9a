"""What stands in a copy of the plan: all of it, or only what harms nobody when it is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy

from mooring.casework.models import Case
from mooring.safeguards.models import Agency, Desk
from mooring.support import turns
from mooring.support.actions.milestones import milestones_of
from mooring.support.actions.plan_goals import goals_of
from mooring.support.goal_states import GoalState, label
from mooring.support.milestones import Step
from mooring.support.models import Milestone, NeedsAssessment, Plan, PlanGoal
from mooring.support.needs import Assent, CopyForm, Domain, NeedLevel, Service
from mooring.support.own_copy import Content, Line, Section
from mooring.support.own_copy.dangers import is_safe, names_in_words
from mooring.support.persons_words import day_in_words, speaking, written_in
from mooring.support.persons_words import said as _

# What harms nobody when it is found, in words that could stand in anybody's pocket. All else is left out.
HARMLESS_HELP = {
    Service.DOCTOR: gettext_lazy("Doctor"),
    Service.DENTIST: gettext_lazy("Dentist"),
    Service.CHILDCARE: gettext_lazy("Day care or school"),
    Service.LANGUAGE_COURSE: gettext_lazy("Language course"),
    Service.TRAINING: gettext_lazy("A course"),
}
HARMLESS_STEPS = {
    Step.BANK_ACCOUNT: gettext_lazy("Bank account"),
    Step.LANGUAGE_COURSE: gettext_lazy("Language course"),
    Step.SCHOOL: gettext_lazy("School or training"),
    Step.FIRST_JOB: gettext_lazy("A job"),
    Step.CHILD_SCHOOL: gettext_lazy("Day care or school"),
}
# Goals in these parts of life tell by themselves what happened.
TELLING = frozenset({Domain.SAFETY, Domain.LEGAL, Domain.RESIDENCE, Domain.PSYCHE})


def content(case: Case, plan: Plan, form: str, language: str) -> Content:
    """The copy of a plan in one of its forms; our words in the language asked for where we have it, else in English."""
    ours = written_in(language)
    goals, steps = goals_of(case), milestones_of(case)
    with speaking(ours):
        if form == CopyForm.FULL:
            return _full(case, plan, goals, steps, ours)
        names = names_in_words([case.pseudonym, *_agencies_and_desks()]) | names_in_words(_officer(case), least=3)
        return safe(plan, goals, steps, names, ours)


def safe(
    plan: Plan, goals: Iterable[PlanGoal], steps: Iterable[Milestone], names: frozenset[str], ours: str
) -> Content:
    """What may be found: open goals in harmless words, everyday help and steps. No day, no number, no name, no part of life that tells."""
    wanted: list[str] = []
    left_out: list[str] = []
    for goal in goals:
        if not goal.is_open:
            continue
        for words in goal.words("goal").splitlines():
            if not words.strip():
                continue
            harmless = goal.domain not in TELLING and is_safe(words, names)
            (wanted if harmless else left_out).append(words.strip())
    help_agreed = [_(words) for code, words in HARMLESS_HELP.items() if code in plan.services_agreed]
    hoped_for = [_(HARMLESS_STEPS[Step(step.step)]) for step in steps if step.is_open and step.step in HARMLESS_STEPS]
    to_do = tuple(Line("", words) for words in dict.fromkeys([*help_agreed, *hoped_for]))
    sections = (Section(_("What I want"), tuple(Line("", words) for words in wanted)), Section(_("To do"), to_do))
    return Content(_("My notes"), ours, (), tuple(one for one in sections if one.lines), tuple(left_out))


def _full(case: Case, plan: Plan, goals: list[PlanGoal], steps: list[Milestone], ours: str) -> Content:
    asked = NeedsAssessment.objects.filter(plan=plan).first()
    if asked is not None:
        asked.case = case
    introduction = (
        _("This is your plan, as it was talked through with you on %(day)s. It is yours.")
        % {"day": day_in_words(plan.talked_on)},
        _("You may change it, or say no to any of it, on any day. The help that you are due does not depend on it."),
        _("Keep it where nobody finds it who should not, or leave it with us."),
    )
    sections = (
        Section(_("What I want to reach"), tuple(_goals(plan, goals))),
        Section(_("What I need"), tuple(_needs(plan, asked))),
        Section(_("What was agreed"), tuple(_agreed(plan))),
        Section(_("My own steps"), tuple(_steps(steps))),
        Section(_("In my own words"), tuple(_own_words(plan))),
        Section(_("To whom I can turn, and when we talk again"), tuple(_next(case, plan))),
    )
    return Content(_("My plan"), ours, introduction, tuple(one for one in sections if one.lines))


def _goals(plan: Plan, goals: list[PlanGoal]) -> Iterator[Line]:
    if words := plan.words("goals"):
        yield Line("", words)
    for goal in goals:
        if goal.state != GoalState.CHANGED:
            stands = _(label(goal.state))
            yield Line(f"{_(Domain(goal.domain).label)} · {stands}, {day_in_words(goal.since)}", goal.words("goal"))


def _needs(plan: Plan, asked: NeedsAssessment | None) -> Iterator[Line]:
    written = plan.needs()
    for domain in Domain:
        level = asked.level(domain.value) if asked is not None else NeedLevel.NOT_ASKED
        if level != NeedLevel.NOT_ASKED or domain.value in written:
            told = [_(level.label)] if level != NeedLevel.NOT_ASKED else []
            yield Line(_(domain.label), "\n".join([*told, written.get(domain.value, "")]).strip())


def _agreed(plan: Plan) -> Iterator[Line]:
    for name in plan.services_in_words():
        yield Line("", _(name))
    if words := plan.words("services"):
        yield Line("", words)


def _steps(steps: list[Milestone]) -> Iterator[Line]:
    for step in steps:
        if step.reached_on:
            when = _("reached on %(day)s") % {"day": day_in_words(step.reached_on)}
        elif step.let_go_on:
            continue
        else:
            when = (
                _("hoped for on %(day)s") % {"day": day_in_words(step.expected_on)}
                if step.expected_on
                else _("hoped for")
            )
        yield Line(f"{_(Step(step.step).label)} · {when}", step.words("note"))


def _own_words(plan: Plan) -> Iterator[Line]:
    yield Line(_("What I say to this plan"), _(Assent(plan.assent).label))
    for name, title in (("own_words", ""), ("disagreement", _("What I do not agree to"))):
        if words := plan.words(name):
            yield Line(title, words)


def _next(case: Case, plan: Plan) -> Iterator[Line]:
    yield Line(_("We look at it again on"), day_in_words(plan.review_on))
    contact = turns.contact_person_of(case)
    if contact is not None:
        yield Line(_("Contact person"), f"{contact.officer.name} · {contact.desk}")
    yield Line(_("Your number with us"), case.pseudonym)


def _agencies_and_desks() -> Iterator[str]:
    yield from Agency.objects.values_list("name", flat=True)
    yield from Desk.objects.values_list("name", flat=True)


def _officer(case: Case) -> list[str]:
    contact = turns.contact_person_of(case)
    return [contact.officer.name] if contact is not None else []
