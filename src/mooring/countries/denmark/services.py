"""What Danish law says of help: what there is, for whom, who pays, and what can be offered to somebody now."""

from mooring.law import Law


class Services(Law):
    """What Danish law says of help: what there is, for whom, who pays, and what can be offered to somebody now."""
