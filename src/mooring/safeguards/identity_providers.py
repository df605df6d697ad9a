"""What the agencies' own directories may vouch for: entered by the owner of the database, asked at sign-in."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import ProgrammingError, connection, transaction

from mooring.safeguards import keys
from mooring.safeguards.models import Agency, ClaimedRole, Desk, IdentityProvider, Officer
from mooring.safeguards.models.sign_in import NEVER_BY_CLAIM
from mooring.safeguards.provider_file import BadProviderFile, Provider, read_providers
from mooring.safeguards.roles import all_roles


def load(file: Path) -> int:
    """Enter what the file says, as the owner of the database; what it no longer says is taken away. Answers how many.

    Raises `BadProviderFile` for an agency, desk or role that does not exist, or a role no directory may give.
    """
    providers = read_providers(file)
    with transaction.atomic():
        ClaimedRole.objects.all().delete()
        for provider in providers.values():
            _enter(provider)
        # Not erased: the bonds between subjects and officers hang on it. Without a domain it lets nobody in.
        IdentityProvider.objects.exclude(code__in=providers).update(domains=[])
    return len(providers)


def _enter(provider: Provider) -> None:
    agency = Agency.objects.filter(code=provider.code).first()
    if agency is None:
        raise BadProviderFile(f"{provider.code}: there is no such agency.")
    row, _made = IdentityProvider.objects.update_or_create(
        code=provider.code, defaults={"agency": agency, "domains": list(provider.domains)}
    )
    for place in provider.places:
        desk = Desk.objects.filter(code=place.desk, agency=agency).first()
        if desk is None:
            raise BadProviderFile(f"{provider.code}: {place.desk} is no desk of this agency.")
        if place.role not in all_roles() or place.role in NEVER_BY_CLAIM:
            raise BadProviderFile(f"{provider.code}: a directory cannot give the role {place.role}.")
        ClaimedRole.objects.create(provider=row, claim=place.claim, value=place.value, desk=desk, role=place.role)


def officer_by_claims(provider: Provider, claims: Mapping[str, Any], email: str) -> Officer | None:
    """The officer for whom the agency's sign-in vouches, with her postings by claim as they stand now; none: not let in.

    Only the claims that the agency's mapping names are handed to the database, which checks them against what its owner entered.
    """
    named = {place.claim for place in provider.places}
    pairs = [[claim, value] for claim in sorted(named) for value in _values(claims.get(claim))]
    subject = hmac.digest(
        keys.house_key("agency-subjects"), f"{provider.code}\x00{claims['sub']}".encode(), sha256
    ).hex()
    name = str(claims.get("name") or email.partition("@")[0])
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select mooring_officer_by_claims(%s, %s, %s, %s, %s::jsonb)",
                [provider.code, subject, email, name, json.dumps(pairs)],
            )
            row = cursor.fetchone()
    except ProgrammingError:
        return None  # the address is the one of an officer of another agency
    return Officer.objects.filter(pk=row[0], is_active=True).first() if row and row[0] else None


def _values(claim: Any) -> list[str]:
    """The values of a claim: providers write one as itself and several as a list."""
    if isinstance(claim, str):
        return [claim]
    return [value for value in claim if isinstance(value, str)] if isinstance(claim, list) else []
