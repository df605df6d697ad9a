"""Questions of a prepared return: who plans, who helps, how it is followed, and who handles departure."""


class PreparedReturn:
    """Questions of a prepared return: who plans, who helps, how it is followed, and who handles departure."""
