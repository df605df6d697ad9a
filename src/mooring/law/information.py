"""Questions of telling: what the law wants a person to be told, and by when."""


class Information:
    """Questions of telling: what the law wants a person to be told, and by when."""
