"""What the web server loads. It refuses to load when that would be unsafe, however it was started."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mooring.running.settings")

from django.core.wsgi import get_wsgi_application
from django.db import connection

from mooring.running import environment

_found = environment.refusals(environment.read())
if _found:
    raise environment.Refused("\n".join(_found))

application = get_wsgi_application()

from mooring.safeguards import keys  # noqa: E402 its models need Django to be ready

_found = environment.database_refusals(connection) or keys.refusals()
connection.close()
if _found:
    raise environment.Refused("\n".join(_found))
