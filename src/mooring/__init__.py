"""Mooring: the open national referral mechanism."""
