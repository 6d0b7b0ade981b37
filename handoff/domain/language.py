from typing import Literal, get_args

Language = Literal["ko", "fa", "en"]
LANGUAGES: tuple[str, ...] = get_args(Language)


def language_of(locale: str | None, default: str = "en") -> str:
    """Of a tag such as "fa-IR" or "ko_KR"; what we do not speak becomes the default."""
    language = (locale or "").replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else default
