"""From the first signal to the decision told: whom one met, what the person said, who assessed, and what came of it."""
