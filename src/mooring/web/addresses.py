"""The front door's name for what lies in `casework.addresses`; rooms import it from there, one floor down."""

from mooring.casework.addresses import case_address

__all__ = ["case_address"]
