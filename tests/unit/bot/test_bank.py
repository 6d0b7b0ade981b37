import shutil
from pathlib import Path

import pytest
from components.bank import BankTexts
from settings import PROJECT

FACTS = {"bank", "contact", "branch", "minutes"}


@pytest.fixture(scope="module")
def texts() -> BankTexts:
    return BankTexts(PROJECT / "data")


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_every_fact_of_the_bank_is_there_in_each_language(texts: BankTexts, language: str) -> None:
    values = texts.values(language, "DOC_BLUR")
    assert values.keys() >= FACTS | {"cause", "tip"}
    assert all(value for name, value in values.items() if name != "crisis_help")


def test_whom_to_call_in_danger_is_said_only_where_the_bank_names_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(PROJECT / "data", data)
    assert BankTexts(data).values("ko", None)["crisis_help"] == ""
    bank = data / "bank.yml"
    bank.write_text(bank.read_text(encoding="utf-8") + "\ncrisis_help: {ko: 전화하세요., fa: زنگ بزنید., en: Call.}\n")
    assert BankTexts(data).values("fa", None)["crisis_help"] == " زنگ بزنید."


def test_numbers_are_persian_in_persian(texts: BankTexts) -> None:
    assert not any(sign in "".join(texts.values("fa", None).values()) for sign in "0123456789")


@pytest.mark.parametrize("reason", [None, "NEVER_SEEN"])
def test_an_unknown_reason_is_explained_as_any_other(texts: BankTexts, reason: str | None) -> None:
    assert texts.values("en", reason)["cause"] == texts.values("en", "OTHER")["cause"]


def test_a_missing_file_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        BankTexts(tmp_path)
