"""The pages of the safeguards."""
