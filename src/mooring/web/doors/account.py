"""Doors of an officer's own account. They lead to no case and to nobody else, so they ask who one is and for no verb."""

from __future__ import annotations

from allauth.account import urls as account
from allauth.mfa import urls as second_factors
from django.urls import URLPattern, URLResolver, include, path

from mooring.web.sign_in import agencies
from mooring.web.views import account as views

# Of the doors that come with allauth only these: officers are invited, so nobody signs up, changes her address or has letters sent here.
OF_THE_LIBRARY = (
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
)

ACCOUNT_PATHS: list[URLPattern | URLResolver] = [
    *(door for door in account.urlpatterns if door.name in OF_THE_LIBRARY),
    path("codes/", include(second_factors)),
    path("locked/", views.locked, name="locked"),
    path("locked/now/", views.lock_now, name="lock_now"),
    path("here/", views.here, name="here"),
    path("sessions/", views.my_sessions, name="my_sessions"),
    path("sessions/others/end/", views.end_other_sessions, name="end_other_sessions"),
    path("sessions/<str:named>/end/", views.end_session, name="end_session"),
    path("agency/not-signed-in/", agencies.cancelled, name="socialaccount_login_cancelled"),
    path("agency/<slug:provider_id>/", agencies.leave, name="openid_connect_login"),
    path("agency/<slug:provider_id>/back/", agencies.come_back, name="openid_connect_callback"),
]
