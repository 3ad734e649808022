"""The state → a `Schema`, in the normal form of the catalog reader."""

from harness.declared.result.builder import Builder

__all__ = ["Builder"]
