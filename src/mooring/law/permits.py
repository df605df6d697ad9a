"""Questions of permits that are given for the sake of a case at court, and of the days a country does not work."""


class Permits:
    """Questions of permits that are given for the sake of a case at court, and of the days a country does not work."""
