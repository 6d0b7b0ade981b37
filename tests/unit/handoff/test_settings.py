import re
import secrets
from pathlib import Path

import pytest

from handoff.settings import Settings, SettingsRefusedError, load_settings, variable_of

ROOT = Path(__file__).parents[3]
NAMES = ("bot_secret", "statement_secret", "case_events_secret", "customer_jwt_secret")


def strong() -> dict[str, str]:
    return {name: secrets.token_urlsafe(36) for name in NAMES} | {"public_url": "https://chat.bank.example"}


def refused(**given: object) -> list[str]:
    with pytest.raises(SettingsRefusedError) as caught:
        load_settings(**given)
    return caught.value.messages


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(variable_of(name), raising=False)


def test_production_is_the_default_and_starts_with_strong_secrets() -> None:
    settings = load_settings(**strong())
    assert settings.environment == "production"
    assert not settings.development


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_secret_stops_the_start_by_name(name: str) -> None:
    assert refused(**strong() | {name: ""}) == [f"HANDOFF_{name.upper()} is missing"]


def test_each_missing_secret_has_its_own_message() -> None:
    assert len([message for message in refused(public_url="https://a.example") if "missing" in message]) == len(NAMES)


def test_keys_of_customers_come_over_https_or_from_a_file() -> None:
    plain = strong() | {"customer_jwt_secret": ""}
    assert ["JWKS" in message for message in refused(**plain, customer_jwks="http://keys.bank.example")] == [True]
    for good in ("https://keys.bank.example", "/etc/gildong/keys.json"):
        assert load_settings(**plain, customer_jwks=good).customer_jwks == good


@pytest.mark.parametrize("weak", ["short", "change-me-" * 5, "a" * 64, "MyPassword" * 5])
def test_a_weak_secret_stops_the_start_outside_development(weak: str) -> None:
    messages = refused(**strong() | {"bot_secret": weak})
    assert [message.startswith("HANDOFF_BOT_SECRET is weak") for message in messages] == [True]
    assert weak not in messages[0]
    assert load_settings(**strong() | {"bot_secret": weak, "GILDONG_ENV": "development"}).bot_secret == weak


def test_a_weak_service_token_stops_the_start() -> None:
    assert "HANDOFF_SERVICE_TOKENS is weak" in refused(**strong(), service_tokens="one,two")[0]


def test_one_secret_for_two_purposes_stops_the_start() -> None:
    same = strong()
    assert "same" in refused(**same | {"statement_secret": same["bot_secret"]})[0]


def test_the_front_door_has_an_https_address_outside_development() -> None:
    assert refused(**strong() | {"public_url": "http://chat.bank.example"}) == [
        "HANDOFF_PUBLIC_URL must be the https address of the front door"
    ]


def test_customers_are_known_by_a_secret_or_by_keys_but_not_by_both() -> None:
    assert "exclude" in refused(**strong(), customer_jwks="jwks.json")[0]
    assert load_settings(**strong() | {"customer_jwt_secret": ""}, customer_jwks="jwks.json").customer_jwks


def test_a_webhook_of_the_bank_needs_a_secret() -> None:
    assert refused(**strong(), bank_webhook_url="https://bank.example/hook") == [
        "HANDOFF_BANK_WEBHOOK_SECRET is missing"
    ]


def test_a_value_of_the_wrong_kind_is_named_but_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eight-thousand")
    messages = refused(**strong())
    assert messages[0].startswith("PORT: ")
    assert "eight" not in messages[0]


def test_origins_are_a_list_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOFF_ALLOWED_ORIGINS", "https://a.example, https://b.example")
    assert load_settings(**strong()).widget_parents == ("https://a.example", "https://b.example")


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError):
        load_settings(**strong()).port = 1


def test_every_setting_is_explained() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def documents() -> list[Path]:
    """README.md when it has a table of settings, and the page beside the program."""
    readme = ROOT / "README.md"
    texts = [readme] if readme.exists() and "| `HANDOFF_" in readme.read_text() else []
    return [*texts, ROOT / "handoff/docs/settings.md"]


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_the_table_of_settings_and_the_settings_are_equal(document: Path) -> None:
    named = set(re.findall(r"^\| `((?:HANDOFF_|GILDONG_|PORT)\w*)`", document.read_text(), re.MULTILINE))
    assert named == {variable_of(name) for name in Settings.model_fields}
