import base64
from pathlib import Path

from handoff.development.secrets_file import ensure_secrets


def test_secrets_are_made_once_and_kept_for_their_owner_alone(tmp_path: Path) -> None:
    first = ensure_secrets(tmp_path, {})
    assert ensure_secrets(tmp_path, {}) == first
    assert (tmp_path / "secrets.env").stat().st_mode & 0o777 == 0o600


def test_both_ends_of_a_wire_get_the_same_secret_and_different_wires_different_ones(tmp_path: Path) -> None:
    made = ensure_secrets(tmp_path, {})
    assert made["HANDOFF_BOT_SECRET"] == made["BOT_GATEWAY_SECRET"]
    assert made["HANDOFF_STATEMENT_SECRET"] == made["ACTIONS_STATEMENT_SECRET"]
    assert made["HANDOFF_CASE_EVENTS_SECRET"] == made["ACTIONS_CASE_EVENTS_SECRET"]
    assert made["BOT_ACTIONS_SECRET"] == made["ACTIONS_BOT_SECRET"]
    assert len(set(made.values())) == len(made) - 4


def test_what_the_environment_gives_wins_on_both_ends(tmp_path: Path) -> None:
    made = ensure_secrets(tmp_path, {"BOT_GATEWAY_SECRET": "given"})
    assert made["HANDOFF_BOT_SECRET"] == made["BOT_GATEWAY_SECRET"] == "given"


def test_the_evidence_key_is_32_bytes(tmp_path: Path) -> None:
    assert len(base64.b64decode(ensure_secrets(tmp_path, {})["ACTIONS_EVIDENCE_KEY"])) == 32
