"""Tips without a name: whoever writes is not asked who it is, and a receipt is the only way back."""
