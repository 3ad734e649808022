"""What no row can bring about, and why: by every value that matters, by ranges, by the languages of patterns, by logic."""
