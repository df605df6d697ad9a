"""The doors of figures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.statistics.views import counted, encounters, national, revisions
from mooring.web.guard import Door

STATISTICS_DOORS = [
    Door("figures/", "figures", "statistics.look", national.national, navigation=_("Figures")),
    Door("figures/chart/", "figures_chart", "statistics.look", national.national_chart),
    Door("figures/export/<slug:kind>/", "figures_export", "statistics.export", national.national_export),
    Door("figures/revisions/", "figures_revisions", "statistics.look", revisions.revisions),
    Door("figures/counted/", "figures_counted", "statistics.look", counted.counted),
    Door("figures/counted/chart/", "figures_counted_chart", "statistics.look", counted.counted_chart),
    Door("figures/counted/export/<slug:kind>/", "figures_counted_export", "statistics.export", counted.counted_export),
    Door("figures/encounters/", "figures_encounters", "statistics.look", encounters.encounters),
]
