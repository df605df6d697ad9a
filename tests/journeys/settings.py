"""The settings of the journeys: those of the house, with a letter box that can be looked into instead of a mail server."""

from mooring.running.settings import *  # noqa: F403
from mooring.running.settings import _environment

MOORING_MAIL_CONFIGURED = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = _environment.data / "letters"
DEFAULT_FROM_EMAIL = "mooring@test.invalid"
