"""Who comes to an action: social workers and interpreters are put on its roster, and taken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.casework.models import anew
from mooring.hotline import raid_states
from mooring.hotline.actions.raids import address_of, open_to
from mooring.hotline.models import ActionNotice, ActionReader, ActionRostered, Interpreter, ReaderGround
from mooring.hotline.who_may_come import may_come
from mooring.safeguards import notices
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

OPEN_ROSTER = (raid_states.RECEIVED, raid_states.CONFIRMED, raid_states.UNDER_WAY)


@deed("action.roster", on="notice")
def put_on_roster(
    *,
    by: Officer,
    notice: ActionNotice,
    officers: Sequence[Officer] = (),
    interpreters: Mapping[Interpreter, str] | None = None,
) -> list[ActionRostered]:
    """Put social workers and interpreters (with the language each comes for) on the roster. Each officer sees the notice from then on.

    Refused before the notice is received, and for an officer whose role has no part in an action.
    """
    verb = "action.roster"
    if notice.standing.state not in OPEN_ROSTER:
        raise house_rule(
            verb, by, None, _("The roster is not open."), _("Acknowledge the notice first; after its end it is shut.")
        )
    added = []
    on_it = ActionRostered.objects.on_the_roster().filter(notice=notice)
    there = {row.officer_id for row in on_it} | {row.interpreter_id for row in on_it}
    for officer in officers:
        if not may_come(officer):
            raise house_rule(
                verb, by, None, _("This officer does not go to actions."), _("Choose a social worker or the hotline.")
            )
        if officer.pk not in there:
            added.append(_line(notice, by, officer=officer))
            open_to(notice, officer, ReaderGround.ROSTERED, by)
    if told := [row.officer for row in added if row.officer is not None]:
        notices.tell("action.rostered", to=told, address=address_of(notice), urgency=notices.Urgency.URGENT)
    for interpreter, language in (interpreters or {}).items():
        if language not in interpreter.card.languages:
            raise house_rule(
                verb, by, None, _("The interpreter does not speak this language."), _("Choose another one.")
            )
        if interpreter.pk not in there:
            added.append(_line(notice, by, interpreter=interpreter, language=language))
    return added


@deed("action.take_off", on="line")
def take_off_roster(*, by: Officer, line: ActionRostered) -> ActionRostered:
    """Take somebody off the roster: an officer no longer sees the notice, and is told so."""
    gone = anew(line, by, comes=False)
    line.supersede(gone)
    if line.officer is not None:
        reader = ActionReader.objects.standing().filter(
            notice=line.notice_id, officer=line.officer_id, ground=ReaderGround.ROSTERED, may_read=True
        )
        if (sees := reader.first()) is not None:
            sees.supersede(
                ActionReader(
                    notice_id=line.notice_id,
                    officer=line.officer,
                    ground=ReaderGround.ROSTERED,
                    may_read=False,
                    recorded_by=by,
                )
            )
            notices.tell("action.taken_off", to=[line.officer])
    return gone


def _line(
    notice: ActionNotice,
    by: Officer,
    *,
    officer: Officer | None = None,
    interpreter: Interpreter | None = None,
    language: str = "",
) -> ActionRostered:
    earlier = ActionRostered.objects.standing().filter(notice=notice, officer=officer, interpreter=interpreter).first()
    line = ActionRostered(notice=notice, officer=officer, interpreter=interpreter, language=language, recorded_by=by)
    if earlier is None:
        line.save(force_insert=True)
    else:
        earlier.supersede(line)
    return line
