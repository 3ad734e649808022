"""One small story per kind of object: how it is made, how one property changes, what is then said, how it goes."""

from __future__ import annotations

from tests.live.cases.case import Case
from tests.live.cases.code import CODE, TYPES
from tests.live.cases.constraints import CONSTRAINTS, INDEXES
from tests.live.cases.rest import REST
from tests.live.cases.tables import TABLES
from tests.live.cases.triggers import TRIGGERS, VIEWS

__all__ = ["CASES", "Case"]

CASES = (*TABLES, *CONSTRAINTS, *INDEXES, *TRIGGERS, *VIEWS, *TYPES, *CODE, *REST)
