"""The doors of administration: people, agencies, the second hand, and the way in for somebody new."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.views import agencies, invitation, officer_deeds, people, second_hand
from mooring.web.guard import Door

OFFICER = "people/<str:named>/"

SAFEGUARDS_DOORS = [
    Door("people/", "people", "officer.list", people.people, writes=True, navigation=_("People")),
    Door("people/new/", "officer_new", "officer.add", people.new, writes=True),
    Door(OFFICER, "officer", "officer.look", people.officer),
    Door(OFFICER + "posting/", "posting_new", "posting.begin", officer_deeds.post, writes=True),
    Door(OFFICER + "invite/", "officer_invite", "officer.invite", officer_deeds.invite, writes=True),
    Door(OFFICER + "withdraw/", "officer_withdraw", "officer.withdraw_invitation", officer_deeds.withdraw, writes=True),
    Door(OFFICER + "close/", "officer_close", "officer.close", officer_deeds.close, writes=True),
    Door(OFFICER + "open/", "officer_reopen", "officer.reopen", officer_deeds.reopen, writes=True),
    Door(OFFICER + "again/", "officer_reset", "second_factor.reset", officer_deeds.reset, writes=True),
    Door("postings/<str:named>/end/", "posting_end", "posting.end", officer_deeds.end_posting, writes=True),
    Door("agencies/", "agencies", "agency.list", agencies.agencies, navigation=_("Agencies")),
    Door("agencies/new/", "agency_new", "agency.add", agencies.new, writes=True),
    Door("agencies/<slug:agency>/name/", "agency_rename", "agency.rename", agencies.rename, writes=True),
    Door("agencies/<slug:agency>/desks/new/", "desk_new", "desk.add", agencies.new_desk, writes=True),
    Door("desks/<slug:desk>/name/", "desk_rename", "desk.rename", agencies.rename_desk, writes=True),
    Door("confirm/", "second_hand", "posting.countersign", second_hand.waiting),
    Door("confirm/posting/<str:named>/", "posting_confirm", "posting.countersign", second_hand.confirm, writes=True),
    Door("confirm/posting/<str:named>/no/", "posting_decline", "posting.decline", second_hand.decline, writes=True),
    Door(
        "confirm/again/<str:named>/", "reset_confirm", "second_factor.confirm", second_hand.confirm_reset, writes=True
    ),
    Door(
        "confirm/again/<str:named>/no/",
        "reset_decline",
        "second_factor.decline",
        second_hand.decline_reset,
        writes=True,
    ),
    Door("confirm/link/", "link_to_hand_over", "second_factor.confirm", officer_deeds.link_to_hand_over),
    Door("invitation/", "invitation", None, invitation.invitation),
    Door("invitation/<str:token>/", "invitation_link", None, invitation.link),
    Door("my-code/", "own_code", None, invitation.own_code),
]
