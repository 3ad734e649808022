"""DROP: what depends on a thing, what goes with it, and what taking it away does."""

from harness.declared.fold.drop.cascade import depend, drop
from harness.declared.fold.drop.things import Thing

__all__ = ["Thing", "depend", "drop"]
