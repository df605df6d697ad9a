"""Consent: given after it was explained, and withdrawn at any time; and the data-protection basis, which is recorded apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from mooring.casework.consent_law import on_basis, own_word_is_enough, somebody_else_answers
from mooring.casework.house_rule import house_rule
from mooring.casework.models import (
    AlreadySuperseded,
    Case,
    Consent,
    ConsentTo,
    DataBasis,
    GivenHow,
    anew,
    take_the_place,
)
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Agency, Officer


@deed("consent.give", on="case")
def give_consent(
    *,
    by: Officer,
    case: Case,
    kind: str,
    explained_how: str,
    language: str,
    given_how: str,
    purpose: str = "",
    recipient: Agency | None = None,
    parts: Sequence[str] = (),
    until: date | None = None,
    relation: str = "",
    words: str = "",
    given_at: datetime | None = None,
) -> Consent:
    """Record that the person agreed: to be supported, or that these parts are told to this agency for this purpose.

    A consent to share names one agency, one purpose and every part: what is not named is not agreed to.
    """
    verb = "consent.give"
    if kind == ConsentTo.SHARE and not (recipient is not None and purpose and parts):
        raise house_rule(
            verb,
            by,
            case,
            _("A consent to tell others says to whom, for what, and which parts."),
            _("Ask the person about each of these, and write down what she or he answered."),
        )
    if kind == ConsentTo.SUPPORT and (recipient is not None or purpose or parts):
        raise house_rule(
            verb,
            by,
            case,
            _("A consent to be supported does not let anybody tell others."),
            _("Record a consent of its own for what may be told."),
        )
    if (given_how == GivenHow.REPRESENTATIVE) != bool(relation):
        raise house_rule(
            verb, by, case, _("When somebody answers for the person, say who."), _("Choose how the answer was given.")
        )
    if relation and not somebody_else_answers(case, relation):
        raise house_rule(
            verb,
            by,
            case,
            _("Nobody else answers for this person, as far as is known here."),
            _(
                "Ask the person. If she or he is a child, write down the age first; where the law is not known here, ask a lawyer."
            ),
        )
    if kind == ConsentTo.SHARE and not relation and not own_word_is_enough(case):
        raise house_rule(
            verb,
            by,
            case,
            _("For a child, somebody who may answer for her or him decides with the child."),
            _(
                "Ask the child, and the representative; then write down who answered. Help for the child does not wait for it."
            ),
        )
    given = given_at or clock.now()
    if given > clock.now():
        raise house_rule(verb, by, case, _("This moment has not come yet."), _("Correct the day."))
    if until is not None and until < clock.today():
        raise house_rule(verb, by, case, _("This day is over."), _("Give a later day, or none."))
    consent = Consent(
        case=case,
        kind=kind,
        purpose=purpose,
        recipient=recipient,
        parts=list(dict.fromkeys(parts)),
        until=until,
        explained_how=explained_how,
        language=language,
        explained_by=by,
        given_how=given_how,
        relation=relation,
        given_at=given,
        recorded_by=by,
    )
    consent.seal_words(words=words)
    consent.save(force_insert=True)
    return consent


@deed("consent.withdraw", on="consent")
def withdraw_consent(*, by: Officer, consent: Consent, reason_words: str = "") -> Consent:
    """Record that the person no longer agrees. No reason is needed. Answers the withdrawn one, in the place of `consent`.

    Rooms that shared under it listen: their deeds follow in the same transaction. Raises `AlreadySuperseded`.
    """
    if consent.withdrawn_at is not None:
        raise AlreadySuperseded
    withdrawn = anew(consent, by, withdrawn_at=clock.now())
    withdrawn.seal_words(words=consent.words("words"), why_withdrawn=reason_words)
    consent.supersede(withdrawn)
    return withdrawn


@deed("data_basis.record", on="case")
def record_data_basis(*, by: Officer, case: Case, basis: str) -> DataBasis:
    """Record on what one's own agency rests when it works with what it knows of the person. A later one takes its place."""
    finding = on_basis(basis, by.agency)
    record = finding.record() if finding is not None else None
    now = DataBasis(case=case, agency=by.agency, basis=basis, finding=record, recorded_by=by)
    standing = DataBasis.objects.standing().filter(case=case, agency=by.agency).first()
    take_the_place(standing, now)
    return now
