"""The ledger: every deed and every look, one line each, sealed so that nobody can change the past unseen."""

from mooring.safeguards.ledger.anchoring import anchor
from mooring.safeguards.ledger.lines import look, write
from mooring.safeguards.ledger.retirement import retire
from mooring.safeguards.ledger.sealing import begin_era, public_key, seal
from mooring.safeguards.ledger.verifying import Verification, check, verify

__all__ = ["Verification", "anchor", "begin_era", "check", "look", "public_key", "retire", "seal", "verify", "write"]
