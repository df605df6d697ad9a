"""The deeds of support, split by what they are about: the period, the contact person, the plan."""
