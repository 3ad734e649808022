"""One statement's text → a `Node`: the grammar of PostgreSQL 18's DDL, one module for each family of statements."""

from harness.declared.grammar.statement import parse

__all__ = ["parse"]
