"""The SQL file is the test suite: a folder of migrations, held against a real PostgreSQL."""

__version__ = "0.1.0"
