"""What the SQL text says: statements read and folded into a declared `Schema`; no database here."""
