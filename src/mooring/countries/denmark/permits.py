"""What Danish law says of permits that are given for the sake of a case at court, and of the days a country does not work."""

from mooring.law import Law


class Permits(Law):
    """What Danish law says of permits that are given for the sake of a case at court, and of the days a country does not work."""
