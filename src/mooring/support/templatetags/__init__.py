"""What templates of support can say."""
