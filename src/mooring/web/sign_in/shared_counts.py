"""What limits guessing is counted by all processes together, in the database, under keyed hashes: no address and no name is kept."""

from __future__ import annotations

import hmac
import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils import timezone

from mooring.safeguards import keys
from mooring.safeguards.models import SharedCount

LONGEST = timedelta(days=30)
PUT = """insert into safeguards_sharedcount (key, value, until) values (%s, %s::jsonb, %s)
  on conflict (key) do update set value = excluded.value, until = excluded.until"""
ADD = PUT + " where safeguards_sharedcount.until <= clock_timestamp()"


class SharedCounts(BaseCache):
    """Django's cache over one table. Values are plain JSON: what lies there can run nothing when it is read."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        row = SharedCount.objects.filter(key=self._name(key, version), until__gt=timezone.now()).first()
        return default if row is None else row.value

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._put(PUT, key, value, timeout, version)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._put(ADD, key, value, timeout, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        rows = SharedCount.objects.filter(key=self._name(key, version), until__gt=timezone.now())
        return bool(rows.update(until=self._until(timeout)))

    def delete(self, key: Any, version: int | None = None) -> bool:
        gone, _each = SharedCount.objects.filter(key=self._name(key, version)).delete()
        return gone > 0

    def clear(self) -> None:
        SharedCount.objects.all().delete()

    def _put(self, statement: str, key: Any, value: Any, timeout: Any, version: int | None) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(statement, [self._name(key, version), json.dumps(value), self._until(timeout)])
            return bool(cursor.rowcount > 0)

    def _name(self, key: Any, version: int | None) -> str:
        whole = self.make_and_validate_key(key, version=version)
        return hmac.digest(keys.house_key("shared-counts"), whole.encode(), sha256).hex()

    def _until(self, timeout: Any) -> datetime:
        seconds = self.get_backend_timeout(timeout)
        longest = timezone.now() + LONGEST
        return (
            longest
            if seconds is None
            else min(longest, datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone()))
        )
