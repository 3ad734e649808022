"""What the SQL text says: statements read and folded into a declared `Schema`; no database here."""

from harness.declared.declared import Declared, Refused, Unknown, Version, Wording, declare

__all__ = ["Declared", "Refused", "Unknown", "Version", "Wording", "declare"]
