"""The hotline: calls, tips without a name, who is on duty, and notices of police and control actions."""
