"""One walk over a chain: what it does to a database, recorded."""
