"""What Danish law says of the court side: care of witnesses, a lawyer of her own, compensation and its clocks."""

from mooring.law import Law


class Redress(Law):
    """What Danish law says of the court side: care of witnesses, a lawyer of her own, compensation and its clocks."""
