"""The forms of the room, one file for each page."""
