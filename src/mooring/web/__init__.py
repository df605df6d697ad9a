"""The front door: settings, guard, the list of all doors, shared layout."""
