"""The deeds of names: writing who the person is, revealing it with a reason, agreeing on safe contact."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _

from mooring.casework.actions import put_in_place
from mooring.casework.actions.documents import put_away, withdraw
from mooring.casework.compartments import Compartment
from mooring.casework.documents.receiving import Received
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.names import asking
from mooring.names.encoding import encode
from mooring.names.matching import keep_encodings, matching_key
from mooring.names.models import IDENTITY_FIELDS, Identity, Paper, PaperLook, Question, Reveal, SafeContact
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("identity.write", on="case", compartment=Compartment.IDENTITY)
def write_identity(*, by: Officer, case: Case, fields: dict[str, str]) -> Identity:
    """Write or correct who the person is. Unknown fields stay away; the whole is sealed as one."""
    known = {name: fields[name].strip() for name in IDENTITY_FIELDS if fields.get(name, "").strip()}
    identity = Identity(case=case, recorded_by=by)
    identity.seal_words(words=json.dumps(known))
    put_in_place(identity)
    keep_encodings(identity, encode(known, matching_key()))
    return identity


@deed("identity.reveal", on="case", compartment=Compartment.IDENTITY, code="reason", writing=False)
def reveal(*, by: Officer, case: Case, reason: str, words: str = "") -> dict[str, str]:
    """Open the name for a reason, which is kept; answers the identity fields, empty when none is written."""
    _refuse_what_was_erased("identity.reveal", by, case)
    looked = Reveal(case=case, reason=reason, recorded_by=by)
    looked.seal_words(words=words)
    looked.save(force_insert=True)
    identity = Identity.objects.standing().filter(case=case).first()
    if identity is None:
        return {}
    identity.case = case
    opened: dict[str, str] = identity.fields()
    return opened


@deed("safe_contact.agree", on="case", compartment=Compartment.IDENTITY)
def agree_safe_contact(
    *, by: Officer, case: Case, channel: str, language: str = "", detail: str = "", **words: str
) -> SafeContact:
    """Keep how the person may be reached, as agreed with her. An earlier rule is superseded."""
    rule = SafeContact(case=case, channel=channel, language=language, recorded_by=by)
    rule.seal_words(detail=detail, **{name: words.get(name, "") for name in SafeContact.WORDS})
    return put_in_place(rule)


@deed("safe_contact.detail", on="contact", compartment=Compartment.IDENTITY, writing=False)
def show_contact_detail(*, by: Officer, contact: SafeContact) -> str:
    """Show the number or place, after the rule was shown. The ledger keeps that it was looked at."""
    return contact.words("detail")


@deed("match.ask")
def ask(*, by: Officer, person: dict[str, str], why: str, reach: str) -> Question:
    """Ask whether a person is known. The question goes to the team of the case if there is one; whoever asks is told nothing here."""
    from mooring.names import tasks

    question = asking.put_question(officer=by, person=person, why=why, reach=reach)
    tasks.pass_on.defer(question_key=question.pk)
    return question


@deed("paper.write", on="case", compartment=Compartment.IDENTITY)
def keep_paper(*, by: Officer, case: Case, kind: str, title: str, received: Received) -> Paper:
    """Keep a photograph or scan of a paper that shows who the person is, sealed."""
    return put_away(Paper(case=case, kind=kind, recorded_by=by), title=title, received=received)


@deed("paper.look", on="paper", compartment=Compartment.IDENTITY, code="reason", writing=False)
def look_at_paper(*, by: Officer, paper: Paper, reason: str, what: str, words: str = "") -> PaperLook:
    """Look at a paper for a reason, which is kept; `what` is shown, copy or original."""
    _refuse_what_was_erased("paper.look", by, paper.case)
    looked = PaperLook(case=paper.case, paper=paper, reason=reason, what=what, recorded_by=by)
    looked.seal_words(words=words)
    looked.save(force_insert=True)
    return looked


@deed("paper.withdraw", on="paper", compartment=Compartment.IDENTITY)
def withdraw_paper(*, by: Officer, paper: Paper, because: str) -> Paper:
    """Say that a paper no longer counts. It is shown no more; the sealed original stays. Raises `AlreadySuperseded`."""
    return withdraw(paper, Paper(case=paper.case, kind=paper.kind, recorded_by=by), because=because)


def _refuse_what_was_erased(verb: str, by: Officer, case: Case) -> None:
    """A look is kept with its reason, sealed; in a case without a key there is nothing to see and nothing can be kept."""
    if case.is_erased:
        raise house_rule(
            verb,
            by,
            case,
            _("This case was erased at the end of its period: nothing can be written in it."),
            _("If the person comes back, open a new case."),
        )
