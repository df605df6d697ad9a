"""The doors of outcomes and stories of those who returned or stayed."""

from __future__ import annotations

from mooring.statistics.views import of_returns
from mooring.web.guard import Door

STORIES_DOORS: list[Door] = [
    Door("statistics/returns/", "figures_returns", "statistics.look", of_returns.of_returns_page),
    Door("statistics/returns/chart/", "figures_returns_chart", "statistics.look", of_returns.of_returns_chart),
    Door("statistics/returns/export/", "figures_returns_export", "statistics.export", of_returns.of_returns_export),
]
