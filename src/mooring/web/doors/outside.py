"""The doors for agencies that have no access of their own: a sealed page, opened with a link and a code."""

from __future__ import annotations

from mooring.referral.views import outside_link, sealed_page
from mooring.web.guard import Door

OUTSIDE_DOORS: list[Door] = [
    Door("referrals/<str:reference>/link/", "referral_link", "referral.lay_page", outside_link.link, writes=True),
    Door(
        "referrals/<str:reference>/link/end/",
        "referral_link_end",
        "referral.end_page",
        outside_link.link_end,
        writes=True,
    ),
    Door("sealed/", "sealed_page", None, sealed_page.sealed_page),
]
