"""What verifying the ledger found, in sentences for the one at the terminal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mooring.safeguards.ledger import Verification


def words_of(found: "Verification") -> list[str]:
    """A sentence for each kind of fault, with the numbers of the lines or seals, and what was looked at."""
    faults = (
        ("Lines changed after they were sealed", found.changed),
        ("Lines removed from under a seal", found.removed),
        ("Lines slipped in under a seal", found.slipped_in),
        ("Seals that are broken", found.broken_seals),
        ("Eras that do not follow from the one before", found.broken_eras),
    )
    said = [f"{name}: {', '.join(str(number) for number in numbers)}." for name, numbers in faults if numbers]
    if found.missing_tail:
        said.append("The newest seals are missing: the head kept outside knows of more than the database holds.")
    said.append(
        f"{found.seals} seals in {found.eras} eras over {found.lines} lines were checked"
        f" ({found.retired_seals} of the seals hold lines whose time is over); {found.not_yet_sealed} lines wait for a seal."
    )
    if found.whole:
        said.append("The ledger is whole.")
    return said
