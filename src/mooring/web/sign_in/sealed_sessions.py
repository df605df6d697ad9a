"""Sessions in the database: under a keyed hash of their key, and sealed. Who reads the table can neither enter nor read one."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as OpenSessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from mooring.safeguards import keys
from mooring.safeguards.sessions import hashed


class SessionStore(OpenSessionStore):
    """Django's own store, but what lies in the table is of no use to whoever reads it. The asynchronous ways are not used here."""

    def _get_session_from_db(self) -> Session | None:
        found = Session.objects.filter(
            session_key=hashed(self.session_key or ""), expire_date__gt=timezone.now()
        ).first()
        if found is None:
            self._session_key = None
        return found

    def load(self) -> dict[str, Any]:
        row = self._get_session_from_db()
        return self._opened(row) if row is not None else {}

    def exists(self, session_key: str) -> bool:
        return bool(Session.objects.filter(session_key=hashed(session_key)).exists())

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        lies_under = hashed(self._get_or_create_session_key())  # type: ignore[attr-defined]
        sealed = keys.seal(keys.house_key("sessions"), self.serializer().dumps(data), f"django_session:{lies_under}")
        return Session(session_key=lies_under, session_data=sealed.hex(), expire_date=self.get_expiry_date())

    def delete(self, session_key: str | None = None) -> None:
        gone = session_key or self.session_key
        if gone:
            Session.objects.filter(session_key=hashed(gone)).delete()

    def _opened(self, row: Session) -> dict[str, Any]:
        try:
            words = keys.unseal(
                keys.house_key("sessions"), bytes.fromhex(row.session_data), f"django_session:{row.session_key}"
            )
        except (keys.CannotOpen, ValueError):
            return {}
        found: dict[str, Any] = self.serializer().loads(words)
        return found
