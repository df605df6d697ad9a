"""The doors of referral: what is handed on, to whom, under which ground, and what came of it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.referral.views import answering, hand_on, referrals
from mooring.web.guard import Door, View, form_about_a_case


def _move(path: str, name: str, verb: str, view: View) -> Door:
    """A door to one move of a referral: whether it is this officer's to make, the referral says itself."""
    return Door(f"referrals/<str:reference>/{path}", name, verb, view, writes=True)


REFERRAL_DOORS: list[Door] = [
    Door("referrals/", "referrals", "referral.list", referrals.referrals, navigation=_("Referrals")),
    Door(
        "referrals/late/", "referrals_late", "referral.late", referrals.referrals_late, navigation=_("Late referrals")
    ),
    Door("referrals/<str:reference>/", "referral", "referral.look", referrals.referral),
    _move("send/", "referral_send", "referral.send", answering.send),
    _move("open/", "referral_receive", "referral.receive", answering.receive),
    _move("accept/", "referral_accept", "referral.accept", answering.accept),
    _move("decline/", "referral_decline", "referral.decline", answering.decline),
    _move("return/", "referral_return", "referral.return", answering.give_back),
    _move("withdraw/", "referral_withdraw", "referral.withdraw", answering.withdraw),
    _move("finish/", "referral_finish", "referral.finish", answering.finish),
    _move("message/", "referral_feedback", "referral.feedback", answering.feedback),
    form_about_a_case("referrals/new/", "referral_new", "referral.draft", hand_on.hand_on),
    form_about_a_case("referrals/<str:reference>/change/", "referral_change", "referral.redraft", hand_on.change),
    form_about_a_case("referrals/<str:reference>/again/", "referral_reroute", "referral.reroute", hand_on.reroute),
]
