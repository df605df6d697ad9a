"""The pages of figures, one file a page."""
