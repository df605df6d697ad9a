"""The parts of the United Kingdom, whose laws differ: a question about one of them is never answered with the law of another."""

from mooring.law import Law
from mooring.law.refusals import FactsMissing

PARTS = ("england_and_wales", "scotland", "northern_ireland")


class OfParts(Law):
    """Law that differs between the parts."""

    def part(self, territory: str) -> str:
        """The part a matter belongs to. Raises `FactsMissing` when it is not said, `OutsideTerritory` elsewhere."""
        self.here(territory)
        if territory not in PARTS:
            raise FactsMissing(
                f"The law differs between the parts of the United Kingdom. Say which (territory): {', '.join(PARTS)}."
            )
        return territory
