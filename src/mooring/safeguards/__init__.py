"""Who may do what: agencies, officers, roles, keys and sealing, the ledger. Knows no case."""
