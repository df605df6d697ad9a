"""What Danish law says of children: who answers for one, by when, and what changes at the age of majority."""

from mooring.law import Law


class Children(Law):
    """What Danish law says of children: who answers for one, by when, and what changes at the age of majority."""
