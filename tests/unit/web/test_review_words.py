"""What staff read at a review has words in three languages: checks, outcomes, events, refusals, sensitive reasons."""

import re
from pathlib import Path
from typing import get_args

import pytest

from actions.http.bank.asked import Risk
from actions.services.actor import ActorKind
from actions.storage.content.folder import load_content
from actions.verification.case import EventName, State
from actions.verification.checks import KNOWN
from actions.verification.findings import Outcome
from actions.verification.journey import Kind
from actions.verification.reasons import REASONS
from actions.verification.status import Status
from handoff.domain.audit import AuditAction
from handoff.services.case_events import MOVES, TOLD
from handoff.storage.bank_files import read_roles

ROOT = Path(__file__).parents[3]
STRINGS = ROOT / "handoff" / "web" / "console" / "strings"
LANGUAGES = ("ko", "fa", "en")
KEY = re.compile(r'"([\w.]+(?: \w+)*)": "')


def keys(path: Path) -> set[str]:
    return set(KEY.findall(path.read_text()))


def said(language: str) -> set[str]:
    return set().union(
        *(keys(folder / f"{language}.js") for folder in (STRINGS, STRINGS / "review", STRINGS / "codes"))
    )


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_a_decision_that_is_not_ones_own_is_explained(language: str) -> None:
    assert {"explain.four_eyes", "explain.saw_customer"} <= said(language)


def test_every_language_says_the_same_things() -> None:
    assert said("ko") == said("fa") == said("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_read_checks_states_and_the_record_in_words(language: str) -> None:
    named = {
        "check": {*KNOWN, "identity"},
        "finding": set(Outcome),
        "record": set(EventName),
        "step": set(Kind),
        "case_status": set(Status),
        "code": set(REASONS),
        "deed": set(get_args(AuditAction)),
        "role": set(read_roles(ROOT / "data")),
        "state": set(State),
        "actor": set(get_args(ActorKind)),
        # what an entry of the audit can end with, beside the refusals of a case
        "error": {"code_unknown", "not_found", "unavailable", "wrong_credentials", "linked_to_another", "reveal_limit"},
        "risk": set(get_args(Risk)),
        "result": {*MOVES.values(), *TOLD, "failed", "attempts_exceeded"},
    }
    assert {f"{group}.{word}" for group, words in named.items() for word in words} <= said(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_r11_a_sensitive_reason_has_words_for_staff_and_none_for_customers(language: str) -> None:
    sensitive = {code for code, reason in REASONS.items() if reason.sensitive}
    assert {f"code.{code}" for code in sensitive} <= said(language)
    texts = (ROOT / "data" / "texts" / f"{language}.yml").read_text()
    widget = (ROOT / "handoff" / "web" / "widget" / "strings" / f"{language}.js").read_text()
    assert not [code for code in sensitive if code in texts or code in widget]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_that_the_console_asks_for_exists(language: str) -> None:
    console = ROOT / "handoff" / "web" / "console"
    code = "\n".join(path.read_text() for path in console.rglob("*.js") if "strings" not in path.parts)
    asked = set(re.findall(r"""\bt\(["'](\w+\.\w+)["']""", code))
    assert asked <= said(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_read_the_consents_and_the_methods_of_every_journey_in_words(language: str) -> None:
    journeys = load_content(ROOT / "data").journeys.values()
    consents = {f"consent.{consent.item}" for journey in journeys for consent in journey.consents}
    methods = {f"method.{method.id}" for journey in journeys for method in journey.methods}
    assert consents | methods <= said(language)


BRANCH = ROOT / "handoff" / "web" / "branch"


def at_the_branch(language: str) -> set[str]:
    return set(re.findall(r"^  (\w+): '.+',$", (BRANCH / "strings" / f"{language}.js").read_text(), flags=re.MULTILINE))


def test_the_tablet_says_the_same_in_every_language_and_asks_for_nothing_else() -> None:
    assert at_the_branch("ko") == at_the_branch("fa") == at_the_branch("en")
    code = "\n".join(path.read_text() for path in BRANCH.rglob("*.js") if "strings" not in path.parts)
    assert set(re.findall(r"\bt\('(\w+)'", code)) <= at_the_branch("en")
