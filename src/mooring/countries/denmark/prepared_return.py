"""What Danish law says of a prepared return: who plans, who helps, how it is followed, and who handles departure."""

from mooring.law import Law


class PreparedReturn(Law):
    """What Danish law says of a prepared return: who plans, who helps, how it is followed, and who handles departure."""
