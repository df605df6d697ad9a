"""The front door: the list of all doors and the guard at each, sign-in, and the layout that all pages share."""
