"""Questions of children: who answers for one, by when, and what changes at the age of majority."""


class Children:
    """Questions of children: who answers for one, by when, and what changes at the age of majority."""
