from pathlib import Path

from actions.settings import Settings

PAGE = Path(__file__).parents[3] / "handoff/docs/settings-actions.md"


def test_the_page_of_settings_says_what_the_settings_are() -> None:
    rows = [line for line in PAGE.read_text().splitlines() if line.startswith("| `")]
    assert rows == [_row(name) for name in Settings.model_fields]


def _row(name: str) -> str:
    field = Settings.model_fields[name]
    alias = field.validation_alias
    variable = alias if isinstance(alias, str) else f"ACTIONS_{name}".upper()
    default = "" if field.default in ("", ()) else f"`{field.default}`"
    return f"| `{variable}` | {default} | {field.description} |"
