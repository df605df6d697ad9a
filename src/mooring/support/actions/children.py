"""The deeds of a child's path: who came along, the representative and what she or he says, the municipality."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, Grant
from mooring.safeguards import clock, notices
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Desk, Officer, Posting
from mooring.safeguards.state_tables import BEGINNING
from mooring.support import children, turns
from mooring.support.child_states import REPRESENTATIVE_STATES, RepresentativeState
from mooring.support.children import MUNICIPALITY, PATH, REPRESENTATIVE, ROOF
from mooring.support.models import (
    Came,
    ChildPath,
    Matter,
    MayKnow,
    MunicipalityTold,
    Representative,
    RepresentativeWord,
)

PARTS_OF_A_REPRESENTATIVE = (Compartment.CORE, Compartment.SUPPORT)


def see_that_a_child(verb: str, by: Officer, case: Case) -> None:
    """Raises `Refused` for a person who is not treated as a child."""
    if not children.is_child(case):
        reason = _("The person is not treated as a child, by what is recorded.")
        raise house_rule(verb, by, case, reason, _("Record the age, or that it is in doubt, on the case page first."))


@deed("child.path", on="case")
def record_path(
    *,
    by: Officer,
    case: Case,
    came: str,
    met_on: date | None = None,
    with_whom: str = "",
    may_know: str = MayKnow.NOTHING,
    may_know_words: str = "",
) -> ChildPath:
    """Record whether the child came alone, and what those who came along may know. Starts the clock for a representative.

    `met_on` is today when left out. Nothing is told to a parent unless it is written here.
    """
    verb = "child.path"
    see_that_a_child(verb, by, case)
    if may_know == MayKnow.AS_WRITTEN and not may_know_words.strip():
        raise house_rule(
            verb, by, case, _("It is not written what they may know."), _("Write it, or choose “nothing”.")
        )
    path = ChildPath(
        case=case, came=Came(came).value, met_on=met_on or clock.today(), may_know=may_know, recorded_by=by
    )
    path.seal_words(**{"with": with_whom, "may_know": may_know_words})
    casework.put_in_place(path)
    casework.meet_deadline(case, PATH, by=by)
    appointed = children.representative_of(case)
    if path.came == Came.ACCOMPANIED:
        casework.meet_deadline(case, REPRESENTATIVE, by=by)
        casework.meet_deadline(case, ROOF, by=by)
    elif appointed is None or appointed.state != RepresentativeState.APPOINTED:
        await_representative(case, by, path.met_on)
    return path


def await_representative(case: Case, by: Officer, met_on: date) -> None:
    """Until a representative is appointed the alarm goes on: a deadline of the team, by the law's finding."""
    finding = children.asked("representative_due", unaccompanied=True, begins=met_on)
    if finding is not None:
        due = clock.end_of(max(finding.day("last_day"), clock.today()))
        casework.set_deadline(
            case, REPRESENTATIVE, due, by=by, finding=finding.record(), pen_desk=turns.team_desk(case, by)
        )


@deed("child.ask_representative", on="case")
def ask_representative(*, by: Officer, case: Case, asked_on: date | None = None, words: str = "") -> Representative:
    """Record that a representative was asked for, where the law says. Raises `Refused` when one was asked for or is appointed."""
    verb = "child.ask_representative"
    see_that_a_child(verb, by, case)
    row = Representative(case=case, state=RepresentativeState.ASKED_FOR, on=asked_on or clock.today(), recorded_by=by)
    row.seal_words(words=words)
    return _move(verb, by, case, row)


@deed("child.appoint_representative", on="case")
def appoint_representative(
    *,
    by: Officer,
    case: Case,
    officer: Officer | None = None,
    name: str = "",
    telephone: str = "",
    appointed_on: date | None = None,
    words: str = "",
) -> Representative:
    """Record who was appointed, or who takes the place of the one before. Who signs in here is let into the case by a lead of it.

    `officer` or `name`: one of the two. Raises `Refused` when there is neither, or both.
    """
    verb = "child.appoint_representative"
    see_that_a_child(verb, by, case)
    if (officer is None) == (not name.strip()):
        reason = _("A representative is either somebody who signs in here, or somebody from outside by name.")
        raise house_rule(verb, by, case, reason, _("Choose one of the two."))
    if officer is not None and officer not in who_can_represent():
        reason = _("This officer is no representative for children here.")
        raise house_rule(verb, by, case, reason, _("Choose another, or write the name of somebody from outside."))
    before = children.representative_of(case)
    row = Representative(
        case=case,
        state=RepresentativeState.APPOINTED,
        on=appointed_on or clock.today(),
        officer=officer,
        recorded_by=by,
    )
    row.seal_words(name=name, telephone=telephone, words=words)
    _move(verb, by, case, row)
    _let_out(by, case, before, keeps=officer)
    if officer is not None:
        held = Grant.objects.running().filter(case=case, officer=officer).values_list("compartment", flat=True)
        for part in (part for part in PARTS_OF_A_REPRESENTATIVE if part not in set(held)):
            casework.give_access(by=by, case=case, compartment=part, officer=officer)
        notices.tell("child.appointed", to=[officer], address="/cases/", urgency=notices.Urgency.URGENT)
    casework.meet_deadline(case, REPRESENTATIVE, by=by)
    return row


@deed("child.end_representative", on="case")
def end_representative(*, by: Officer, case: Case, ended_on: date | None = None, words: str = "") -> Representative:
    """Record that the representative's task ended. While the person is a child the alarm for a new one begins at once."""
    verb = "child.end_representative"
    before = children.representative_of(case)
    row = Representative(case=case, state=RepresentativeState.ENDED, on=ended_on or clock.today(), recorded_by=by)
    row.seal_words(words=words)
    _move(verb, by, case, row)
    _let_out(by, case, before)
    path = children.path_of(case)
    if children.is_child(case) and path is not None and path.came == Came.UNACCOMPANIED:
        await_representative(case, by, clock.today())
    return row


def who_can_represent() -> list[Officer]:
    """The representatives for children who serve here."""
    serving = Posting.objects.running().filter(role="child_representative")
    return list(Officer.objects.filter(pk__in=serving.values("officer")).order_by("name"))


def _move(verb: str, by: Officer, case: Case, row: Representative) -> Representative:
    before = children.representative_of(case)
    source = before.state if before is not None else BEGINNING
    if not REPRESENTATIVE_STATES.may(source, row.state):
        reason = _("This does not follow from where the appointment stands.")
        raise house_rule(verb, by, case, reason, _("Look at Child on the case page: it says what can be done now."))
    if before is not None:
        before.supersede(row)
    else:
        row.save(force_insert=True)
    return row


def _let_out(by: Officer, case: Case, before: Representative | None, keeps: Officer | None = None) -> None:
    """End what a former representative holds of the case."""
    if before is None or before.officer_id is None or before.officer == keeps:
        return
    for grant in Grant.objects.running().filter(case=case, officer=before.officer):
        casework.end_access(by=by, case=case, grant=grant)


@deed("child.agree", on="case")
def record_word(
    *,
    by: Officer,
    case: Case,
    matter: str,
    agrees: bool,
    child_says: str,
    words: str = "",
    said_on: date | None = None,
) -> RepresentativeWord:
    """Record what the representative says in a matter, after the child was heard.

    Raises `Refused` when nobody is appointed, or it was said before who is. A yes to a place to live meets the deadline for it.
    """
    verb = "child.agree"
    appointed = children.representative_of(case)
    if appointed is None or appointed.state != RepresentativeState.APPOINTED:
        raise house_rule(verb, by, case, _("No representative is appointed."), _("Record the appointment first."))
    if not child_says.strip():
        raise house_rule(
            verb, by, case, _("The child was not heard."), _("Ask the child first; write what the child says.")
        )
    day = said_on or clock.today()
    if day < appointed.on:
        reason = _("On that day somebody else stood in this place, or nobody did.")
        raise house_rule(verb, by, case, reason, _("Ask who is the representative now."))
    row = RepresentativeWord(
        case=case, representative=appointed, matter=matter, agrees=agrees, said_on=day, recorded_by=by
    )
    row.seal_words(child=child_says, words=words)
    if appointed.officer is not None and appointed.officer != by:
        # So that nobody says yes in the representative's name unnoticed.
        notices.tell("child.word_written", to=[appointed.officer], address="/cases/", urgency=notices.Urgency.URGENT)
    if agrees and matter == Matter.STAY:
        casework.meet_deadline(case, ROOF, by=by)
    return casework.put_in_place(row, matter=matter)


@deed("child.tell_municipality", on="case")
def tell_municipality(
    *,
    by: Officer,
    case: Case,
    municipality: str,
    told_how: str,
    desk: Desk | None = None,
    told_at: datetime | None = None,
    answer: str = "none_yet",
    telephone: str = "",
    words: str = "",
    answer_words: str = "",
) -> MunicipalityTold:
    """Record that the municipality was told of the child, by the duty to notify, and what it answered. Meets the deadline for it.

    Its desk, when it serves here, is told that something waits; a case is opened to it by a referral, or by a lead.
    """
    verb = "child.tell_municipality"
    see_that_a_child(verb, by, case)
    moment = told_at or clock.now()
    if moment > clock.now():
        raise house_rule(verb, by, case, _("This moment has not come yet."), _("Correct the day and the hour."))
    row = MunicipalityTold(
        case=case,
        municipality=municipality,
        desk=desk,
        told_at=moment,
        told_how=told_how,
        answer=answer,
        recorded_by=by,
    )
    row.seal_words(telephone=telephone, words=words, answer=answer_words)
    casework.put_in_place(row)
    casework.meet_deadline(case, MUNICIPALITY, by=by)
    if desk is not None:
        notices.tell("child.municipality_told", to=[desk], urgency=notices.Urgency.URGENT)
    return row
