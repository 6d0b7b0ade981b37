import shutil
from pathlib import Path

import pytest
from components.bank import LANGUAGES, BankTexts, localised
from components.content import read_yaml
from settings import PROJECT

RESPONSES_OF = {
    "utter_report_phishing": PROJECT / "domain" / "responses_notices.yml",
    "utter_signal": PROJECT / "domain" / "responses_signals.yml",
}
FACTS = {"bank", "contact", "branch", "minutes", "idle_days", "documents"}


@pytest.fixture(scope="module")
def texts() -> BankTexts:
    return BankTexts(PROJECT / "data")


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_every_fact_of_the_bank_is_there_in_each_language(texts: BankTexts, language: str) -> None:
    values = texts.values(language, "DOC_BLUR")
    assert values.keys() >= FACTS | {"cause", "tip"}
    assert all(value for name, value in values.items() if name not in ("crisis_help", "report"))


@pytest.mark.parametrize(
    ("journey", "language", "documents"),
    [
        (None, "en", "passport"),
        ("intl", "en", "passport"),
        ("kr", "en", "Korean resident registration card, driving licence, passport or Korean residence card"),
        ("kr", "ko", "주민등록증, 운전면허증, 여권 또는 외국인등록증"),
        ("ir", "ko", "이란 국민카드"),
        ("kr", "fa", "کارت شناسایی کره، گواهینامهٔ رانندگی، گذرنامه یا کارت اقامت اتباع خارجی"),
    ],
)
def test_the_documents_are_those_of_the_journey_in_the_words_of_the_language(
    texts: BankTexts, journey: str | None, language: str, documents: str
) -> None:
    assert texts.values(language, None, journey)["documents"] == documents


def test_days_and_minutes_are_those_that_the_journey_states(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(PROJECT / "data", data)
    journey = data / "journeys" / "ir.yml"
    stated = journey.read_text(encoding="utf-8")
    for before, after in (("idle: 30", "idle: 14"), ("invited: 30", "invited: 21"), ("review: 90", "review: 45")):
        stated = stated.replace(before, after)
    journey.write_text(stated.replace("{min: 6, max: 10}", "{min: 6, max: 9}"))
    values = BankTexts(data).values("en", None, "ir")
    assert (values["idle_days"], values["minutes"]) == ("14", "6 to 9")
    assert (values["invited_days"], values["review_days"]) == ("21", "45")


@pytest.mark.parametrize("language", LANGUAGES)
def test_r39_whom_to_call_about_fraud_is_told_by_the_journey_of_the_case(texts: BankTexts, language: str) -> None:
    for journey, numbers in (("kr", ["1394", "112", "1332", "118"]), ("ir", ["096380"]), ("intl", [])):
        lines = texts.values(language, None, journey)["report"].split("\n")[2:]
        assert [line.partition(":")[0] for line in lines] == [f"• {localised(one, language)}" for one in numbers]


@pytest.mark.parametrize("key", ["utter_report_phishing", "utter_signal"])
def test_r39_whoever_tells_of_a_fraud_is_told_whom_to_call(key: str) -> None:
    said = read_yaml(RESPONSES_OF[key])["responses"][key]
    about = [one for one in said if key == "utter_report_phishing" or "fraud" in one["id"]]
    assert len(about) == len(LANGUAGES)
    assert all("{report}" in one["text"] for one in about)


@pytest.mark.parametrize("language", LANGUAGES)
def test_r39_where_nobody_is_named_nothing_is_said(texts: BankTexts, language: str) -> None:
    assert texts.values(language, None, "intl")["report"] == ""


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
