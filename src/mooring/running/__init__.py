"""How Mooring is started, kept running and stopped."""
