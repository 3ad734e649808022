"""Databases as they are: scratch databases, files applied as psql applies them, catalogs and rows read."""
