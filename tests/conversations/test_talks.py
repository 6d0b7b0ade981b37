"""Whole talks as customers of three languages lead them (talks/*.yml), each answered as it is written there.

`case` is a step or how the case stands at first; `says`, `chooses`, `happens` and `moves` (of the case) are what comes
in; `hears` are the keys of the bubbles that answer, `calls` why a person is called, `language` the one gone over to.
"""

from pathlib import Path
from typing import Any

import pytest
from components.content import read_yaml
from fake_actions import Answer
from fake_case import FakeCase
from house import Answered, Talk

Told = dict[str, Any]
TALKS: list[tuple[str, Told]] = [
    (path.stem, told) for path in sorted(Path(__file__).with_name("talks").glob("*.yml")) for told in read_yaml(path)
]
FEWEST = 20  # talks of each language
AT_EVERY_STEP: dict[str, list[Told]] = read_yaml(Path(__file__).with_name("at_every_step.yml"))


class Customer:
    def __init__(self, talk: Talk, told: Told) -> None:
        self.talk, self.case = talk, FakeCase.at(told.get("case"))
        talk.house.actions.otherwise = self._acts

    def _acts(self, action: str, value: str | None) -> Answer:
        return self.case.does(action, value)

    def does(self, turn: Told) -> Answered:
        moved = self._moves(turn["moves"]) if "moves" in turn else None
        self.talk.case = self.case.told()
        if moved:
            return self.talk.sees("case_moved", **moved)
        if "says" in turn:
            return self.talk.types(turn["says"])
        if "chooses" in turn:
            return self.talk.chooses(turn["chooses"])
        params = {"step": self.case.step} if turn["happens"].startswith("step_") else {}
        return self.talk.sees(turn["happens"], **params)

    def _moves(self, how: str) -> Told:
        if how in ("passes", "received"):
            return self.case.passes() if how == "passes" else self.case.is_received()
        if how in ("abandoned", "expired"):
            return self.case.is_left(how)
        if how == "declined_by_checks":
            return self.case.is_decided("declined", automated=True)
        if how == "declines":
            return self.case.declines_consent()
        return self.case.is_decided(how) if how.islower() else self.case.fails(how)


def seen(answer: Answered) -> tuple[list[str], list[str], list[str]]:
    return answer.keys, [handoff["trigger"] for handoff in answer.handoffs], answer.languages


def expected(turn: Told) -> tuple[list[str], list[str], list[str]]:
    return turn["hears"], [turn["calls"]] if "calls" in turn else [], [turn["language"]] if "language" in turn else []


@pytest.mark.parametrize(("language", "told"), TALKS, ids=[f"{language}: {told['name']}" for language, told in TALKS])
def test_a_talk_goes_as_written(talk: Talk, language: str, told: Told) -> None:
    talk.language = language
    customer = Customer(talk, told)
    for number, turn in enumerate(told["turns"], start=1):
        answer = customer.does(turn)
        assert (number, *seen(answer)) == (number, *expected(turn)), answer.bubbles
        assert answer.is_done
        talk.language = turn.get("language", talk.language)  # handoff remembers it


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_there_are_enough_talks_in_each_language(language: str) -> None:
    assert sum(told_in == language for told_in, _ in TALKS) >= FEWEST


@pytest.mark.parametrize("kind", ["consent", "details", "document", "selfie"])
@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_at_every_step_the_customer_is_answered_and_the_step_goes_on(talk: Talk, language: str, kind: str) -> None:
    amiss = {}
    for said in AT_EVERY_STEP[language]:
        turn = {**said, "hears": [key.format(step=kind) for key in said["hears"]]}
        answer = Customer(Talk(talk.house, language), {"case": kind}).does(turn)
        if seen(answer) != expected(turn):
            amiss[said.get("says") or said["happens"]] = seen(answer)
    assert amiss == {}
