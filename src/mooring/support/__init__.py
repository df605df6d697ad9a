"""Support: the reflection period and its clock, the contact person, the individual action plan."""
