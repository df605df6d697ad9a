"""Questions of the court side: care of witnesses, a lawyer of her own, compensation and its clocks."""


class Redress:
    """Questions of the court side: care of witnesses, a lawyer of her own, compensation and its clocks."""
