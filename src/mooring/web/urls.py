"""Addresses: every door of doors.py, sign-in, and nothing else."""

from allauth.account import urls as account
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, register_converter
from django.views.i18n import set_language

from mooring.web.doors import DOORS
from mooring.web.pseudonym_in_address import PseudonymInAddress

# Of the doors that come with allauth only these: officers are invited, so nobody signs up, changes her address or has letters sent here.
ACCOUNT_DOORS = (
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
)

register_converter(PseudonymInAddress, "pseudonym")

urlpatterns = [
    *(path(door.path, door.guarded(), name=door.name) for door in DOORS),
    path("language/", login_not_required(set_language), name="set_language"),
    path("account/", include([door for door in account.urlpatterns if door.name in ACCOUNT_DOORS])),
    path("account/codes/", include("allauth.mfa.urls")),
]
