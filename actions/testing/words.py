"""Words for anything, so that a test sees which were shown."""

from collections.abc import Mapping

from actions.services.wording import Wording, text_hash


class Said(dict[str, Mapping[str, str]]):
    """Words for anything: each says where it stands, so that a test sees what was shown."""

    def __init__(self, section: str, parts: tuple[str, ...]) -> None:
        super().__init__()
        self._section, self._parts = section, parts

    def __missing__(self, key: str) -> Mapping[str, str]:
        return {part: f"{self._section}.{key}.{part}" for part in self._parts}

    def get(self, key: str, default: object = None) -> Mapping[str, str]:
        return self[key]


class SaidTitles(dict[str, str]):
    def __init__(self, section: str) -> None:
        super().__init__()
        self._section = section

    def __missing__(self, key: str) -> str:
        return f"{self._section}.{key}"


def example_wording(language: str) -> Wording:
    consents = Said("consents", ("title", "purpose", "items", "retention", "refusal", "agree", "notice"))
    return Wording(
        language=language,
        release=f"2026-11-22-{text_hash(language)[:8]}",
        steps=Said("steps", ("title", "why", "how", "tip")),
        fields=Said("fields", ("label", "hint", "error")),
        consents=consents,
        reasons=Said("reasons", ("cause", "tip")),
        documents=SaidTitles("documents"),
        statements=SaidTitles("statements"),
        before_camera={kind: f"before_camera.{kind}" for kind in ("document", "selfie")},
    )
