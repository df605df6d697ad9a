"""The deeds of the room: the only writers."""
