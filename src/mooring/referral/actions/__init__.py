"""The deeds of this room: its only writer."""

from mooring.referral.actions.directory import (
    Loaded,
    correct_mandate,
    describe_agency,
    end_mandate,
    give_mandate,
    load_directory,
)

__all__ = [
    "Loaded",
    "correct_mandate",
    "describe_agency",
    "end_mandate",
    "give_mandate",
    "load_directory",
]
