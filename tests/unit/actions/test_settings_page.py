from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from actions.settings import Settings

PAGE = Path(__file__).parents[3] / "handoff/docs/settings-actions.md"


def test_the_page_of_settings_says_what_the_settings_are() -> None:
    rows = [line for line in PAGE.read_text().splitlines() if line.startswith("| `")]
    assert rows == list(_rows(Settings, "ACTIONS_"))


def _rows(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        alias = field.validation_alias
        variable = alias if isinstance(alias, str) else f"{prefix}{name}".upper()
        inner = _model(field.annotation)
        if inner:
            yield from _rows(inner, f"{variable}__")
            continue
        default = "" if field.is_required() or field.default in ("", ()) else f"`{field.default}`"
        yield f"| `{variable}` | {default} | {field.description} |"


def _model(annotation: Any) -> type[BaseModel] | None:
    """What stands nested there, also where it may be missing."""
    kinds = get_args(annotation) or (annotation,)
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
