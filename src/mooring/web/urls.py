"""Addresses: every door of doors.py, sign-in, and nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, register_converter
from django.views.i18n import set_language

from mooring.web.doors import DOORS
from mooring.web.doors.account import ACCOUNT_PATHS
from mooring.web.pseudonym_in_address import PseudonymInAddress

register_converter(PseudonymInAddress, "pseudonym")

urlpatterns = [
    *(path(door.path, door.guarded(), name=door.name) for door in DOORS),
    path("language/", login_not_required(set_language), name="set_language"),
    path("account/", include(ACCOUNT_PATHS)),
]
