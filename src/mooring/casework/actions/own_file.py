"""The right to one's own file: it was asked for, it was looked through and prepared, it was handed over in person."""

from __future__ import annotations

import json
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from mooring.casework.actions.cases import put_in_place
from mooring.casework.actions.team import leads
from mooring.casework.actions.waiting import meet_deadline, set_deadline
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, OwnFileHandedOver, OwnFilePrepared, OwnFileRequest
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

DEADLINE = "own_file"


@deed("own_file.request", on="case")
def request_own_file(*, by: Officer, case: Case, asked_on: date, asked_by: str) -> OwnFileRequest:
    """Note that the person asked for the own file; the law says by when. Raises `NotAnswered`, `NotProvidedFor`."""
    if asked_on > clock.today():
        raise house_rule("own_file.request", by, case, _("This day has not come yet."), _("Correct the day."))
    finding: Finding = settings.MOORING_COUNTRY.law.right_of_access(clock.today(), asked_on=asked_on).or_refuse()
    due_on = finding.day("due_on")
    asked = OwnFileRequest(
        case=case, asked_on=asked_on, asked_by=asked_by, due_on=due_on, finding=finding.record(), recorded_by=by
    )
    asked.save(force_insert=True)
    due_at = timezone.make_aware(datetime.combine(due_on, time.max))
    set_deadline(case, DEADLINE, due_at, by=by, finding=finding.record(), pen_desk=by.desk)
    return asked


@deed("own_file.prepare", on="case")
def prepare_own_file(
    *, by: Officer, case: Case, language: str, included: list[str], withheld: dict[str, dict[str, str]]
) -> OwnFilePrepared:
    """Keep, sealed, which parts go into the file and which are withheld and why. By a lead of the case, after a request."""
    verb = "own_file.prepare"
    if not leads(by, case):
        raise house_rule(
            verb, by, case, _("The own file is prepared by a lead of the case."), _("See Team on the case page.")
        )
    asked = OwnFileRequest.objects.standing().filter(case=case).order_by("-recorded_at").first()
    if asked is None:
        raise house_rule(
            verb, by, case, _("Nobody has noted that it was asked for."), _("Note first who asked for it, and when.")
        )
    prepared = OwnFilePrepared(
        case=case, request=asked, language=language, included=len(included), withheld=len(withheld), recorded_by=by
    )
    prepared.seal_words(choice=json.dumps({"in": included, "out": withheld}))
    return put_in_place(prepared)


@deed("own_file.hand_over", on="case")
def hand_over_own_file(
    *,
    by: Officer,
    case: Case,
    identity_confirmed: str,
    given: str,
    handed_over_at: datetime | None = None,
    read_aloud_in: str = "",
    words: str = "",
) -> OwnFileHandedOver:
    """Note that the file was handed over in person, how it was made sure that it is the person, and what was read aloud."""
    verb = "own_file.hand_over"
    prepared = OwnFilePrepared.objects.standing().filter(case=case).first()
    if prepared is None:
        raise house_rule(verb, by, case, _("No file was prepared."), _("Prepare it first."))
    moment = handed_over_at or clock.now()
    if moment > clock.now() or moment < prepared.recorded_at.replace(second=0, microsecond=0):
        raise house_rule(
            verb,
            by,
            case,
            _("It cannot have been handed over before it was prepared, nor in the future."),
            _("Correct the time."),
        )
    handed = OwnFileHandedOver(
        case=case,
        prepared=prepared,
        handed_over_at=moment,
        identity_confirmed=identity_confirmed,
        given=given,
        read_aloud_in=read_aloud_in,
        recorded_by=by,
    )
    handed.seal_words(words=words)
    handed.save(force_insert=True)
    meet_deadline(case, DEADLINE, by=by)
    return handed
