"""The deeds of administration. An administrator never sees a case, cannot post herself, and posts nobody alone."""

from mooring.safeguards.actions.directory import add_agency, add_desk, rename_agency, rename_desk
from mooring.safeguards.actions.first_administrators import (
    AlreadyAdministered,
    NoAdministrator,
    first_administrator,
    let_administrator_in_again,
)
from mooring.safeguards.actions.letting_in_again import confirm_reset, decline_reset, start_reset
from mooring.safeguards.actions.officers import (
    add_officer,
    close_officer,
    invite,
    reopen_officer,
    take_up_invitation,
    withdraw_invitation,
)
from mooring.safeguards.actions.postings import (
    WrongCode,
    countersign_posting,
    decline_posting,
    end_posting,
    propose_posting,
)
from mooring.safeguards.actions.telling import add_browser, choose_how_told, remove_browser

__all__ = [
    "AlreadyAdministered",
    "NoAdministrator",
    "WrongCode",
    "add_agency",
    "add_browser",
    "add_desk",
    "add_officer",
    "choose_how_told",
    "close_officer",
    "confirm_reset",
    "countersign_posting",
    "decline_posting",
    "decline_reset",
    "end_posting",
    "first_administrator",
    "invite",
    "let_administrator_in_again",
    "propose_posting",
    "remove_browser",
    "rename_agency",
    "rename_desk",
    "reopen_officer",
    "start_reset",
    "take_up_invitation",
    "withdraw_invitation",
]
