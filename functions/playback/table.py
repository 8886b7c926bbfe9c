"""The views table: who was counted as a viewer of what, for as long as that is remembered."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from footlight.settings import settings

if TYPE_CHECKING:
    from functions.playback.rows import ViewRow


@cache
def table() -> type[ViewRow]:
    """The views table, bound to this deployment's name for it."""
    from functions.playback.rows import ViewRow

    ViewRow.Meta.table_name = settings()["views_table"]
    return ViewRow
