"""Rows by number: each a pure function of a seed, a table and an index, so that none need be kept."""
