"""Prepared return and reintegration: offered, planned, travelled, followed; and what came of it across persons."""
