"""What Danish law says of telling: what the law wants a person to be told, and by when."""

from mooring.law import Law


class Information(Law):
    """What Danish law says of telling: what the law wants a person to be told, and by when."""
