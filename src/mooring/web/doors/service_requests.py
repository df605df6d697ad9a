"""The doors of services, who pays, and the sheet of options."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.support.views import options, service_requests, spending
from mooring.web.guard import CASE, Door, form_about_a_case

SERVICES_DOORS: list[Door] = [
    Door(
        CASE + "services/",
        "services_of_case",
        "support.look",
        service_requests.of_case,
        compartment=Compartment.SUPPORT,
    ),
    form_about_a_case(
        "services/<str:service>/", "service_ask", "service.ask", service_requests.ask, compartment=Compartment.SUPPORT
    ),
    Door(CASE + "options/", "options_of_case", "options.look", options.of_case),
    Door(
        "services/", "service_requests", "service.list", service_requests.to_answer, navigation=_("Requests for help")
    ),
    Door("services/<str:reference>/", "service_request", "service.look", service_requests.one),
    *(
        Door(
            f"services/<str:reference>/{verb.partition('.')[2].replace('_', '-')}/",
            service_requests.door_of(verb),
            verb,
            view,
            writes=True,
        )
        for verb, view in service_requests.MOVE_PAGES.items()
    ),
    Door("options/", "options", "options.look", options.options, navigation=_("What can be offered")),
    Door("options/sheet/", "options_document", "options.look", options.document),
    Door("spending/", "spending", "budget.look", spending.overview, navigation=_("Money for help")),
    Door("spending/picture/", "spending_picture", "budget.look", spending.picture),
    Door("spending/export/", "spending_export", "budget.export", spending.export),
    Door("spending/set-aside/", "budget_keep", "budget.keep", spending.set_aside, writes=True),
    Door("spending/set-own-aside/", "budget_keep_own", "budget.keep_own", spending.set_own_aside, writes=True),
]
