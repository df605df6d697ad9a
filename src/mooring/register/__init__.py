"""Bringing a country's old register in: persons as closed cases, counts as counted cells."""
