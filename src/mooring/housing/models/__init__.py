"""What the room keeps, file by file; whoever needs it asks here."""
