"""What the hotline promises."""
