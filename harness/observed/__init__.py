"""The third witness: what the server answers to rows that were made to prove one thing each."""
