"""One person's passage through the mechanism, by pseudonym: team and grants, events, deadlines, tasks, notes."""
