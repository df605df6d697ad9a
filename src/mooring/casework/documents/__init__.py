"""Papers and photographs: what is taken in, how it lies sealed, and how a preview is made without trusting it."""
