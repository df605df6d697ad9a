"""The deeds of names: writing who the person is, revealing it with a reason, agreeing on safe contact."""

from __future__ import annotations

import json

from mooring.casework.actions import put_in_place
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.names.models import IDENTITY_FIELDS, Identity, Reveal, SafeContact
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("identity.write", on="case", compartment=Compartment.IDENTITY)
def write_identity(*, by: Officer, case: Case, fields: dict[str, str]) -> Identity:
    """Write or correct who the person is. Unknown fields stay away; the whole is sealed as one."""
    known = {name: fields[name].strip() for name in IDENTITY_FIELDS if fields.get(name, "").strip()}
    identity = Identity(case=case, recorded_by=by)
    identity.seal_words(words=json.dumps(known))
    return put_in_place(identity)


@deed("identity.reveal", on="case", compartment=Compartment.IDENTITY)
def reveal(*, by: Officer, case: Case, reason: str, words: str = "") -> dict[str, str]:
    """Open the name for a reason, which is kept; answers the identity fields, empty when none is written."""
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


@deed("safe_contact.detail", on="contact", compartment=Compartment.IDENTITY)
def show_contact_detail(*, by: Officer, contact: SafeContact) -> str:
    """Show the number or place, after the rule was shown. The ledger keeps that it was looked at."""
    return contact.words("detail")
