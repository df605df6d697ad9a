"""Questions of help: what there is, for whom, who pays, and what can be offered to somebody now."""


class Services:
    """Questions of help: what there is, for whom, who pays, and what can be offered to somebody now."""
