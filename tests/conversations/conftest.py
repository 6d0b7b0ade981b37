from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.update(RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3", SQLALCHEMY_SILENCE_UBER_WARNING="1")

from fake_actions import Answer
from house import House, Talk
from settings import PROJECT

MODEL = PROJECT / "models" / "gildong.tar.gz"
INPUTS = (
    *("bot/domain", "bot/config.yml", "data/nlu", "data/rules"),
    *("bot/components/understanding", "bot/components/folding.py", "bot/components/intent_classifier.py"),
)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    _must_be_current(MODEL)
    os.chdir(PROJECT)  # Rasa looks for its files where it is started
    return House(MODEL, tmp_path_factory.mktemp("bot") / "bot.db")


@pytest.fixture
def talk(house: House) -> Talk:
    house.actions.answers.clear()
    house.actions.calls.clear()
    house.actions.otherwise = lambda action, value: Answer()
    return Talk(house)


def _must_be_current(model: Path) -> None:
    root = PROJECT.parent
    files = [file for name in INPUTS for file in _files(root / name)]
    if not model.exists() or max(file.stat().st_mtime for file in files) > model.stat().st_mtime:
        pytest.exit("the bot's model is missing or older than its inputs: run `make train` first", returncode=1)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [file for file in path.rglob("*") if file.suffix in (".yml", ".py")]
