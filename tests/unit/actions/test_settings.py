import base64
import os
import re
import secrets
from pathlib import Path
from typing import Any

import pytest

from actions.settings import Settings, SettingsRefused, load_settings

STRONG: dict[str, Any] = {
    "statement_secret": secrets.token_urlsafe(36),
    "case_events_secret": secrets.token_urlsafe(36),
    "bot_secret": secrets.token_urlsafe(36),
    "evidence_key": base64.b64encode(os.urandom(32)).decode(),
}


@pytest.fixture(autouse=True)
def _nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if re.match("ACTIONS_|GILDONG_", name)]:
        monkeypatch.delenv(name)


def refusal(**given: Any) -> str:
    with pytest.raises(SettingsRefused) as refused:
        load_settings(**(STRONG | given))
    return str(refused.value)


def test_strong_secrets_start_the_program() -> None:
    settings = load_settings(**STRONG)
    assert settings.environment == "production"
    assert list(settings.master_keys) == ["1"]


@pytest.mark.parametrize("name", ["statement_secret", "case_events_secret", "bot_secret", "evidence_key"])
def test_a_missing_secret_stops_the_start_by_name(name: str) -> None:
    assert refusal(**{name: ""}) == f"ACTIONS_{name.upper()} is missing"


@pytest.mark.parametrize("value", ["short", "a" * 40, "change-me-change-me-change-me-change-me"])
def test_a_weak_secret_stops_the_start_and_is_not_shown(value: str) -> None:
    said = refusal(bot_secret=value)
    assert said.startswith("ACTIONS_BOT_SECRET is weak")
    assert value not in said


def test_in_development_a_weak_secret_is_enough() -> None:
    assert load_settings(**STRONG | {"bot_secret": "x", "GILDONG_ENV": "development"}).bot_secret == "x"


@pytest.mark.parametrize(
    "key", ["nonsense!", base64.b64encode(b"short").decode(), base64.b64encode(b"a" * 32).decode()]
)
def test_a_key_that_is_no_key_stops_the_start(key: str) -> None:
    assert "ACTIONS_EVIDENCE_KEY" in refusal(evidence_key=key)


def test_keys_for_a_rotation_have_names_and_the_first_is_current() -> None:
    new, old = (base64.b64encode(os.urandom(32)).decode() for _ in range(2))
    settings = load_settings(**STRONG | {"evidence_key": f"2026-11:{new}, 1:{old}"})
    assert list(settings.master_keys) == ["2026-11", "1"]


def test_a_wrong_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTIONS_PORT", "many")
    assert refusal().startswith("ACTIONS_PORT")


def test_stand_ins_exist_in_development_only() -> None:
    assert refusal(stand_ins="on").startswith("ACTIONS_STAND_INS")
    assert not load_settings(**STRONG).simulating
    assert load_settings(**STRONG | {"GILDONG_ENV": "development"}).simulating
    assert not load_settings(**STRONG | {"GILDONG_ENV": "development", "stand_ins": "off"}).simulating


SERVICE = {"services_secret": secrets.token_urlsafe(36), "texts_url": "https://texts.bank.example"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"services_secret": ""}, "ACTIONS_SERVICES_SECRET is missing"),
        ({"services_secret": "weak"}, "ACTIONS_SERVICES_SECRET is weak"),
        ({"texts_url": "http://texts.bank.example"}, "ACTIONS_TEXTS_URL must be an https address"),
        ({"authorities": {"phone_owner": "http://x.example"}}, "ACTIONS_AUTHORITIES, phone_owner must be an https"),
        ({"authorities": {"shoe_size": "https://x.example"}}, "`shoe_size` is a check that nobody makes"),
    ],
)
def test_customers_data_goes_to_nobody_unknown(given: dict[str, Any], said: str) -> None:
    assert load_settings(**STRONG | SERVICE).services == {"ACTIONS_TEXTS_URL": "https://texts.bank.example"}
    assert said in refusal(**SERVICE | given)


def test_authorities_are_named_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTIONS_AUTHORITIES", '{"phone_owner": "https://a.example"}')
    assert load_settings(**STRONG | SERVICE).authorities == {"phone_owner": "https://a.example"}


def test_every_setting_is_documented() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_database_is_a_file_in_the_data_folder() -> None:
    settings = load_settings(**STRONG | {"GILDONG_HOME": Path("/var/lib/gildong")})
    assert settings.database == "sqlite+aiosqlite:////var/lib/gildong/actions.db"


HOOK = {"bank_webhook_url": "https://bank.example/hook"}


@pytest.mark.parametrize("secrets_", ["", "a,b,c", ",".join(secrets.token_urlsafe(36) for _ in range(3))])
def test_a_webhook_of_the_bank_has_one_secret_or_two(secrets_: str) -> None:
    assert "ACTIONS_BANK_WEBHOOK_SECRETS must hold one" in refusal(**HOOK, bank_webhook_secrets=secrets_)


def test_a_weak_secret_of_the_webhook_stops_the_start_and_is_not_shown() -> None:
    said = refusal(**HOOK, bank_webhook_secrets=f"{secrets.token_urlsafe(36)},a-weak-one")
    assert said.startswith("ACTIONS_BANK_WEBHOOK_SECRETS is weak")
    assert "a-weak-one" not in said


def test_who_applied_is_not_told_over_an_open_line() -> None:
    plain = {"bank_webhook_url": "http://bank.example/hook", "bank_webhook_secrets": secrets.token_urlsafe(36)}
    assert refusal(**plain).startswith("ACTIONS_BANK_WEBHOOK_URL must be an https address")
    assert load_settings(**STRONG | plain | {"GILDONG_ENV": "development"}).bank_webhook_url
