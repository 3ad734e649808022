"""Rows: sample values that a schema should take, and near misses that it should refuse."""
