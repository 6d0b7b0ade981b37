from pathlib import Path

import pytest
from components.bank import BankTexts
from settings import PROJECT

FACTS = {"bank", "contact", "branch", "minutes", "retention_selfie", "retention_document", "retention_details"}


@pytest.fixture(scope="module")
def texts() -> BankTexts:
    return BankTexts(PROJECT / "data")


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_every_fact_of_the_bank_is_there_in_each_language(texts: BankTexts, language: str) -> None:
    values = texts.values(language, "DOC_BLUR")
    assert values.keys() >= FACTS | {"cause", "tip"}
    assert all(values.values())


def test_numbers_are_persian_in_persian(texts: BankTexts) -> None:
    assert not any(sign in "".join(texts.values("fa", None).values()) for sign in "0123456789")


@pytest.mark.parametrize("reason", [None, "NEVER_SEEN"])
def test_an_unknown_reason_is_explained_as_any_other(texts: BankTexts, reason: str | None) -> None:
    assert texts.values("en", reason)["cause"] == texts.values("en", "OTHER")["cause"]


def test_a_missing_file_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        BankTexts(tmp_path)
