"""What no row can bring about, and why: by every value that matters, ranges, the languages of patterns, and logic."""
