"""Handing on to an agency that has no access of its own: a sealed page, a link, and a code that travels another way."""
