"""The forms of identification, by page."""
