"""The settings of the tests: the real ones, in test mode. The database is put in its place by conftest.py."""

import os

os.environ["MOORING_MODE"] = "test"
os.environ.setdefault("MOORING_DATA", "/nonexistent/no-test-writes-here")

from mooring.running.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
MOORING_ERASURES = None
