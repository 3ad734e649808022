"""ALTER of whatever PostgreSQL keeps as a relation."""

from harness.declared.fold.alter.relation import alter_relation

__all__ = ["alter_relation"]
