"""How a value shows to staff until somebody reveals it."""

from collections.abc import Callable


def mask(field: str, value: str) -> str:
    return _MASKS.get(field, _ends)(value)


def _ends(value: str) -> str:
    return value[:1] + "*" * max(len(value) - 3, 1) + value[-2:] if len(value) > 4 else "*" * len(value)


def _word(word: str) -> str:
    return word[:1] + "*" * max(len(word) - 2, 1) + (word[-1] if len(word) > 2 else "")


def _name(value: str) -> str:
    return " ".join(_word(word) for word in value.split())


def _resident_number(value: str) -> str:
    return f"{value[:8]}******"


def _year_only(value: str) -> str:
    return f"{value[:4]}-**-**"


def _last_two(value: str) -> str:
    return "*" * (len(value) - 2) + value[-2:]


def _last_four(value: str) -> str:
    return "*" * (len(value) - 4) + value[-4:]


def _phone(value: str) -> str:
    return value[:3] + "*" * (len(value) - 7) + value[-4:]


_MASKS: dict[str, Callable[[str], str]] = {
    "name": _name,
    "nationality": lambda value: value,
    "birth_date": _year_only,
    "resident_number": _resident_number,
    "national_code": _last_two,
    "card_serial": _last_two,
    "phone": _phone,
    "account_bank": lambda value: value,
    "account_number": _last_four,
}
