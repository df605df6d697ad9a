"""Figures: who was found, as known on a day; counted by a role of the database that can see no name."""
