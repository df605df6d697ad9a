"""Published indicators of trafficking, and what their own rules make of what was observed."""
