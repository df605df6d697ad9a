"""Referral: who is charged with what, who hands a person on to whom under which ground, and the groups that meet."""
