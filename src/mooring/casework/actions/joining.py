"""Two files on one person: the matching desk proposes, a lead of each case agrees, either parts. Nothing is merged or lost."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mooring.casework import matcher
from mooring.casework.actions.team import leads
from mooring.casework.actions.waiting import mark_done
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, Joining, JoiningStep, Said, Task
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

TASK = "joining.asked"


@deed("joining.propose")
def propose_joining(*, by: Officer, leading: str, other: str, ground: str) -> Joining:
    """Propose that two files, named by their pseudonyms, are on one person. A lead of each is told, and sees no name of the other."""
    verb, found = "joining.propose", matcher.keys_of({leading, other})
    if leading == other:
        raise house_rule(verb, by, None, _("This is one file, written twice."))
    if len(found) < 2:
        raise house_rule(verb, by, None, _("One of these pseudonyms is nobody's."), _("Read them once more."))
    leading_key, other_key = found[leading], found[other]
    standing = Joining.objects.open()
    taken = standing.filter(other_id__in=[leading_key, other_key]) | standing.filter(leading_id=other_key)
    if taken.exists():
        raise house_rule(
            verb,
            by,
            None,
            _("One of these files is proposed or joined with another already, and the files would hang in a chain."),
            _("Name the file that leads there as the leading one, or have that joining parted first."),
        )
    joining = Joining(leading_id=leading_key, other_id=other_key, ground=ground, recorded_by=by)
    joining.save(force_insert=True)
    return joining


@deed("joining.withdraw")
def withdraw_joining(*, by: Officer, joining: Joining) -> JoiningStep:
    """Take back a proposal to which not both have agreed. What stands joined is parted by a lead of one of the cases."""
    verb = "joining.withdraw"
    if Joining.objects.joined().filter(pk=joining.pk).exists():
        raise house_rule(verb, by, None, _("Both cases have agreed."), _("A lead of either can part the files."))
    _refuse_what_is_parted(verb, by, None, joining)
    step = JoiningStep(joining=joining, kind=Said.PARTED, recorded_by=by)
    step.save(force_insert=True)
    return step


@deed("case.join", on="case", compartment=Compartment.ENTRY)
def join(*, by: Officer, case: Case, joining: Joining) -> JoiningStep:
    """Agree, as a lead of one of two cases, that both are on one person. When both have agreed, they are joined from now on."""
    _refuse_who_does_not_lead("case.join", by, case)
    _refuse_what_is_parted("case.join", by, case, joining)
    if joining.steps.filter(case=case, kind=Said.AGREED).exists():
        raise house_rule("case.join", by, case, _("A lead of this case has agreed already."))
    step = JoiningStep(joining=joining, case=case, kind=Said.AGREED, recorded_by=by)
    step.save(force_insert=True)
    _task_done(case, by)
    return step


@deed("case.part", on="case", compartment=Compartment.ENTRY)
def part(*, by: Officer, case: Case, joining: Joining, reason: str, words: str = "") -> JoiningStep:
    """Say, as a lead of one of two cases, that they are not to be taken as files on one person. It can be proposed anew."""
    _refuse_who_does_not_lead("case.part", by, case)
    _refuse_what_is_parted("case.part", by, case, joining)
    step = JoiningStep(joining=joining, case=case, kind=Said.PARTED, reason=reason, recorded_by=by)
    step.seal_words(words)
    step.save(force_insert=True)
    _task_done(case, by)
    return step


def _refuse_who_does_not_lead(verb: str, by: Officer, case: Case) -> None:
    if not leads(by, case):
        reason = _("Whether two files are on one person is said by a lead of the case.")
        raise Refused(Refusal(Why.NOT_GRANTED, verb, reason, _("See Team on the case page.")), by, case.pk)


def _refuse_what_is_parted(verb: str, by: Officer, case: Case | None, joining: Joining) -> None:
    if joining.steps.filter(kind=Said.PARTED).exists():
        raise house_rule(
            verb, by, case, _("These files were parted in the meantime."), _("The matching desk can propose it anew.")
        )


def _task_done(case: Case, by: Officer) -> None:
    """What waited for the leads is answered; left open where the lead does not write the part in which tasks stand."""
    if not case.held_by(by).get(Compartment.CORE, False):
        return
    for task in Task.objects.standing().filter(case=case, kind=TASK, done_at=None):
        task.case = case
        mark_done(task, by=by)
