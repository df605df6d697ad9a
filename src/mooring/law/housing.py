"""Questions of housing: who may be placed where, and who decides and pays."""


class Housing:
    """Questions of housing: who may be placed where, and who decides and pays."""
