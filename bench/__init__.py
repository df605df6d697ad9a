"""Benchmarks, as ratios in one run: what Mooring does against the bare SQL that finds the same rows."""
