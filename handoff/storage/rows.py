"""From values to rows. Statements are built once and given values when run: building them is half of their cost."""

from typing import Any

from sqlalchemy import Table, Update, and_, bindparam, update


def row_of(value: Any) -> dict[str, Any]:
    """The fields of a frozen value; JSON inside is shared, not copied."""
    return {name: getattr(value, name) for name in value.__slots__}


def update_by(table: Table, *keys: str) -> Update:
    """Sets whatever columns it is given; each key is given once more as `old_<key>`."""
    return update(table).where(and_(*(table.c[key] == bindparam(f"old_{key}") for key in keys)))
