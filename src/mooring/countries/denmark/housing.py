"""What Danish law says of housing: who may be placed where, and who decides and pays."""

from mooring.law import Law


class Housing(Law):
    """What Danish law says of housing: who may be placed where, and who decides and pays."""
