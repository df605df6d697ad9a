"""What the court side owes the person: witness care, a lawyer of her own, compensation."""
