"""What referral promises."""
