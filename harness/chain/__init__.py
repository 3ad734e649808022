"""Files on disk → `Chain` → `Statement`: what will be applied, in which order, split where psql splits it."""

from harness.chain.chain import RULES, read_chain, read_text_chain
from harness.chain.files import read_text
from harness.chain.layout import LAYOUTS, LayoutError
from harness.chain.split import SplitResult, split
from harness.chain.statement import Chain, Ignore, Migration, Script, Statement

__all__ = [
    "LAYOUTS",
    "RULES",
    "Chain",
    "Ignore",
    "LayoutError",
    "Migration",
    "Script",
    "SplitResult",
    "Statement",
    "read_chain",
    "read_text",
    "read_text_chain",
    "split",
]
