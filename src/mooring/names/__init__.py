"""Who the person is, behind a lock: sealed identity, reveal with a reason, and the rule of safe contact."""
