"""Asking the competent authority to assess; and the person's own word not to, or no longer."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, Grant, Ground, anew
from mooring.casework.stages import Stage
from mooring.identification.actions.appending import finish_tasks, move_or_refuse, stage_of
from mooring.identification.actions.hold import begin_hold, end_hold
from mooring.identification.competence import authority_of, competence_of
from mooring.identification.models import Assessment, AssessmentEnd, Outcome, OutcomeCode
from mooring.identification.reading import residence_basis_of, strength_of, the_law
from mooring.identification.referral import REFERRED, consent_as_code, referral_of
from mooring.identification.stages_of_decision import DecisionStage, next_stage
from mooring.identification.states import STAGE_OF_OUTCOME
from mooring.law import NotAnswered
from mooring.law.days import working_days_after
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import AgencyKind, Desk, Officer, Posting
from mooring.safeguards.roles import roles_with
from mooring.screening.indicators import Profile

TASK = "assessment.decide"

# What the desk that assesses sees beside entry and core, with whether it writes there.
ALSO_OPEN: dict[str, tuple[tuple[str, bool], ...]] = {
    AgencyKind.IMMIGRATION_SERVICE: ((Compartment.IMMIGRATION, True), (Compartment.POLICE, False)),
    AgencyKind.COMPETENT_AUTHORITY: ((Compartment.IMMIGRATION, True), (Compartment.POLICE, False)),
    AgencyKind.NATIONAL_CENTRE: (),
}


@deed("assessment.request", on="case")
def request_assessment(
    *,
    by: Officer,
    case: Case,
    departure_number: str = "",
    profile: str | None = None,
    consents: bool | None = None,
) -> Assessment:
    """Ask the authority that the law of the day names to assess, open the case to its desk, and hold a removal meanwhile.

    `departure_number`: the number by which the departure authority knows the person. `profile`: of the published rule, to keep
    what it made of the signs as reasons. `consents`: whether the person consents, where the law of the country asks for that.
    Refused, with what to do meanwhile, while it is not known who assesses, and of an adult without consent.
    1. the law; 2. the desk; 3. access; 4. stage, hold and task.
    """
    verb = "assessment.request"
    if not casework.leads(by, case):
        raise house_rule(
            verb, by, case, _("An assessment is asked for by a lead of the case."), _("See Team on the case page.")
        )
    competence = competence_of(case)
    authority = authority_of(competence.answer)
    if authority is None:
        raise house_rule(
            verb,
            by,
            case,
            competence.sentence(_),
            _("Record the residence basis when it is known. Support, health and safety do not wait for it."),
        )
    before: Assessment | None = Assessment.objects.standing().filter(case=case).first()
    is_open = before is not None and before.is_open
    if before is not None and is_open and before.authority == authority:
        raise house_rule(verb, by, case, _("An assessment is open already."), _("Ask the desk that assesses."))
    referral = referral_of(case, by.agency, consents)
    if referral is not None and referral.or_refuse().answer not in REFERRED:
        raise house_rule(
            verb, by, case, referral.sentence(_), _("Help is open all the same. See the signal for the notice.")
        )
    desk = desk_of(verb, by, case, authority)
    team_desk = _team_desk(case) or by.desk
    if before is not None and is_open:
        finish_tasks(case, TASK, by=by)
        _shut_out(by, case, before.desk, keep=team_desk)
    _open_to(by, case, desk, authority)
    assessment = Assessment(
        case=case,
        desk=desk,
        team_desk=team_desk,
        authority=authority,
        residence_basis=residence_basis_of(case),
        requested_at=clock.now(),
        requested_by=by,
        finding=competence.record(),
        strength=strength_of(case, Profile.of(profile)).record() if profile else None,
        consent=consent_as_code(referral),
        referral=referral.record() if referral else None,
        recorded_by=by,
    )
    casework.put_in_place(assessment)
    if stage_of(case) is not Stage.ASSESSMENT:
        move_or_refuse(verb, case, Stage.ASSESSMENT, by=by)
    begin_hold(case, by=by, number=departure_number, stage=next_stage(case, assessment).code)
    casework.set_task(by=by, case=case, words="", kind=TASK, desk=desk)
    wait_for_decision(case, assessment, next_stage(case, assessment), clock.today(), by=by)
    return assessment


@deed("assessment.not_wished", on="case")
def assessment_not_wished(*, by: Officer, case: Case, said_on: date | None = None) -> Outcome:
    """Record that the person does not wish an assessment. Support goes on; the person may wish one later."""
    return _own_word("assessment.not_wished", by, case, OutcomeCode.NO_ASSESSMENT_WISHED, said_on)


@deed("assessment.withdraw", on="case")
def withdraw_assessment(*, by: Officer, case: Case, said_on: date | None = None) -> Outcome:
    """Record that the person no longer wishes the assessment: it ends without a decision, and the hold with it.

    A lead of the case records it, as a lead asked: it opens the way to a removal.
    """
    verb = "assessment.withdraw"
    if not casework.leads(by, case):
        raise house_rule(
            verb,
            by,
            case,
            _(
                "That an assessment is no longer wished is recorded by a lead of the case: the hold on removal ends with it."
            ),
            _("Write down what the person says as a note, and tell a lead: see Team on the case page."),
        )
    outcome = _own_word(verb, by, case, OutcomeCode.WITHDRAWN, said_on)
    end_assessment(case, AssessmentEnd.WITHDRAWN, by=by)
    end_hold(case, by=by)
    finish_tasks(case, TASK, by=by)
    return outcome


def wait_for_decision(case: Case, assessment: Assessment, stage: DecisionStage, since: date, *, by: Officer) -> None:
    """Set the time within which a stage is to be decided, within a deed, where the law of the day sets one."""
    casework.meet_deadline(case, TASK, by=by)
    try:
        time = the_law().decision_time(stage.code, since)
    except NotAnswered:
        return
    if "working_days" in time.particulars:
        due = clock.end_of(working_days_after(since, time.days("working_days")))
        casework.set_deadline(case, TASK, due, by=by, finding=time.record(), pen_desk=assessment.desk)


def end_assessment(case: Case, how: AssessmentEnd, *, by: Officer) -> Assessment | None:
    """End the open assessment, within a deed. Answers the ended one, or none when none was open."""
    standing: Assessment | None = Assessment.objects.standing().filter(case=case, ended_at=None).first()
    if standing is None:
        return None
    casework.meet_deadline(case, TASK, by=by)
    ended = anew(standing, by, case=case, ended_at=clock.now(), ended_how=how)
    standing.supersede(ended)
    return ended


def desk_of(verb: str, by: Officer, case: Case, kind: str, *, may: str = "identification.decide") -> Desk:
    """The desk of an agency of a kind at which somebody now serves who may decide. Refused when there is none."""
    roles = [role.code for role in roles_with(may)]
    serving = Posting.objects.running().filter(desk__agency__kind=kind, role__in=roles)
    desk = Desk.objects.filter(pk__in=serving.values("desk")).order_by("code").first()
    if desk is None:
        label = AgencyKind(kind).label
        raise house_rule(
            verb,
            by,
            case,
            _("No desk of the competent authority can take it up now: %(kind)s.") % {"kind": label},
            _("Ask the administrator for a posting there."),
        )
    return desk


def _own_word(verb: str, by: Officer, case: Case, code: OutcomeCode, said_on: date | None) -> Outcome:
    day = said_on or clock.today()
    if day > clock.today():
        raise house_rule(verb, by, case, _("The day lies in the future."), _("Correct the day."))
    competent = authority_of(competence_of(case, day).answer)
    outcome = Outcome(case=case, outcome=code, decided_on=day, authority=competent or "", recorded_by=by)
    move_or_refuse(verb, case, STAGE_OF_OUTCOME[code], by=by)
    return casework.put_in_place(outcome)


def _team_desk(case: Case) -> Desk | None:
    """The desk that founded the case, as a lead sees it."""
    founding = (
        Grant.objects.filter(case=case, ground=Ground.FOUNDING, desk__isnull=False).select_related("desk").first()
    )
    return founding.desk if founding is not None else None


def _open_to(by: Officer, case: Case, desk: Desk, authority: str) -> None:
    parts = ((Compartment.ENTRY, True), (Compartment.CORE, True), *ALSO_OPEN.get(authority, ()))
    for part, may_write in parts:
        held = Grant.objects.running().filter(case=case, compartment=part, desk=desk, until=None)
        if not (held.filter(may_write=True) if may_write else held).exists():
            casework.give_access(by=by, case=case, compartment=part, desk=desk, may_write=may_write)


def _shut_out(by: Officer, case: Case, desk: Desk, *, keep: Desk) -> None:
    """End what was open to a desk that no longer assesses, unless it is the team's own."""
    if desk.pk != keep.pk:
        for grant in Grant.objects.running().filter(case=case, desk=desk):
            casework.end_access(by=by, case=case, grant=grant)
