"""The doors of notices: that something waits, never who or what."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.views import notices
from mooring.web.guard import Door
from mooring.web.views.push_worker import push_worker

NOTICES_DOORS: list[Door] = [
    Door("notices/", "notices", "notice.look", notices.my_notices, writes=True, navigation=_("Notices")),
    Door("notices/how/", "how_told", "notice.choose", notices.how_told, writes=True),
    Door("notices/browsers/", "browser_add", "notice.choose", notices.browser_add, writes=True),
    Door("notices/browsers/<str:browser>/", "browser_remove", "notice.choose", notices.browser_remove, writes=True),
    Door("notices/<str:notice>/", "notice_open", "notice.look", notices.open_notice, writes=True),
    Door("push-worker.js", "push_worker", None, push_worker),
]
