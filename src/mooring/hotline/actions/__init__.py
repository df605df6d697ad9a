"""The deeds of this room: its only writer."""
