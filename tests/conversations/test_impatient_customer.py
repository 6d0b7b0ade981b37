"""An impatient customer who asks, repeats, taps whatever is on the screen and fails at steps: ten thousand turns."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from channels.actions_endpoint import ActionsEndpoint
from channels.turn import knows, run_turn
from channels.wire import parse_request
from claims import CLAIMS, OFFERS
from components.content import read_yaml
from fake_actions import value_of
from fake_case import WITH_CUSTOMER, FakeCase
from house import Answered, House
from settings import PROJECT

LANGUAGES = ("ko", "fa", "en")
WALKS, TURNS = 56, 60  # of each language: 10,080 turns in all
PATIENCE = 180  # seconds until a walk is called hanging
SPOKEN_IN = {"ko": "가-힣", "fa": "آ-ی", "en": "A-Za-z"}
GIBBERISH = ("asdf qwer zxcv", "ㅁㄴㅇㄹ ㅂㅈㄷㄱ", "ضصثق فغعه", "...", "🙂", "1 2 3", "[phone]", "/restart")
EVENTS = ("opened", "came_back", "step_idle", "step_stuck", "agent_left")
FAILURES = ("DOC_BLUR", "FACE_TOO_DARK", "NAME_INVALID")
RECEIVED = ("document", "selfie")  # what a person must see
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

Said = dict[str, Any]


class ActionsInProcess(ActionsEndpoint):
    """The action server of one walk: the case itself."""

    def __init__(self, case: FakeCase) -> None:
        super().__init__("http://actions.example", "no secret is needed here")
        self._case = case

    async def request(self, method: str = "post", json: dict[str, Any] | None = None, **_: Any) -> Any:
        call = json or {}
        answer = self._case.does(call["next_action"], value_of(call))
        events = [{"event": "slot", "name": name, "value": value} for name, value in answer.slots.items()]
        return {"events": events, "responses": [{"response": key} for key in answer.responses]}


class Walk:
    """One customer; the same seed goes the same way."""

    def __init__(self, house: House, language: str, seed: int, sentences: dict[str, list[str]]) -> None:
        self.house, self.language = house, language
        self.dice = random.Random(f"{language}{seed}")
        self.stubborn = self.dice.choice([0.1, 0.4, 0.8])
        topics = self.dice.choice([3, 8, len(sentences)])
        self.sentences = {wish: sentences[wish] for wish in self.dice.sample(sorted(sentences), topics)}
        self.id, self.seq = f"walk-{language}-{seed}", 0
        begun = ["consent", "details", "document", "selfie", "visit", "in_review"]
        self.case = FakeCase.at(self.dice.choice([None, None, *begun]))
        self.last: Said = {"event": {"name": "opened", "params": {}}}
        self.options: list[str] = []
        self.heard: list[tuple[Said, Answered]] = []

    async def walk(self) -> None:
        for _ in range(TURNS):
            self.last = self._next()
            answer = await self._answer(self.last)
            self.heard.append((self.last, answer))
            self._check(answer)
            shown = [option for bubble in answer.bubbles for option in bubble["body"].get("options", [])]
            self.options = [option["id"] for option in shown]

    async def _answer(self, said: Said) -> Answered:
        self.seq += 1
        metadata = {"customer_id": "customer-1", "case": self.case.told()}
        body = {
            "v": 1,
            "turn_id": f"{self.id}:{self.seq}",
            "conversation_id": self.id,
            "epoch": 1,
            "language": self.language,
            "metadata": metadata,
            **said,
        }
        request = parse_request(json.dumps(body).encode())
        assert knows(self.house.agent, request), self._story(f"a choice that nothing answers: {said}")
        ActionsInProcess(self.case).serve(self.house.agent)
        lines: list[str] = []
        await run_turn(self.house.agent, request, lines.append)
        answer = Answered([json.loads(line) for line in lines])
        self.language = (answer.languages or [self.language])[-1]
        return answer

    def _next(self) -> Said:
        if "text" in self.last and self.dice.random() < self.stubborn:
            return self.last
        ways: list[tuple[int, Callable[[], Said]]] = [
            (35, self._taps if self.options else self._types),
            (30, self._types),
            (12, self._wishes),
            (17, self._is_moved),
            (6, self._is_told),
        ]
        if self.last.get("choice", {}).get("id") and self.dice.random() < self.stubborn / 2:
            return self.last
        (way,) = self.dice.choices([way for _, way in ways], [weight for weight, _ in ways])
        return way()

    def _taps(self) -> Said:
        return {"choice": {"id": self.dice.choice(self.options)}}

    def _types(self) -> Said:
        if self.dice.random() < 0.12:
            return {"text": self.dice.choice(GIBBERISH)}
        return {"text": self.dice.choice(self.sentences[self.dice.choice(list(self.sentences))])}

    def _wishes(self) -> Said:
        return {"choice": {"id": self.dice.choice(sorted(set(self.sentences) - {"out_of_scope"}))}}

    def _is_told(self) -> Said:
        name = self.dice.choice(EVENTS)
        at_step = {"step": self.case.step}
        params = {"step_idle": at_step, "step_stuck": at_step, "agent_left": {"name": "Sora", "outcome": "resolved"}}
        return {"event": {"name": name, "params": params.get(name, {})}}

    def _is_moved(self) -> Said:
        case = self.case
        if case.status == "in_review":
            decision = self.dice.choice(["approved", "declined", "resubmission_requested"])
            moved = case.is_decided(decision, automated=decision != "resubmission_requested" and self._by_chance())
        elif case.status in WITH_CUSTOMER and self.dice.random() < 0.03:
            moved = case.is_left("abandoned")
        elif case.status not in WITH_CUSTOMER or case.states[str(case.step)] != "current":
            return self._types()
        elif case.step == "consent":
            moved = case.declines_consent() if self.dice.random() < 0.4 else case.passes()
        elif self._by_chance():
            moved = case.fails(self.dice.choice(FAILURES))
        else:
            moved = case.is_received() if case.step in RECEIVED and self._by_chance() else case.passes()
        return {"event": {"name": "case_moved", "params": moved}}

    def _by_chance(self) -> bool:
        return self.dice.random() < 0.5

    def _check(self, answer: Answered) -> None:
        assert answer.is_done, self._story("the turn broke")
        assert answer.bubbles or "event" in self.last, self._story("the customer spoke and heard nothing")
        assert "utter_technical_problem" not in answer.keys, self._story("something failed")
        assert len(set(answer.texts)) == len(answer.texts), self._story("said twice in one breath")
        for bubble in answer.bubbles:
            self._check_bubble(bubble)
        spoken = [set(heard.texts) for _, heard in self.heard if heard.bubbles][-3:]
        assert len(spoken) < 3 or not set.intersection(*spoken), self._story("said three times running")

    def _check_bubble(self, bubble: dict[str, Any]) -> None:
        key, text = bubble["staff"]["response"], bubble["body"]["text"]
        assert CLAIMS.get(key, lambda case: True)(self.case), self._story(f"{key} is not true of {self.case}")
        assert "{" not in text, self._story("a hole in the text")
        assert re.search(f"[{SPOKEN_IN[self.language]}]", text), self._story("said in another language")
        if key == "utter_step_failed":
            left = str(self.case.left[str(self.case.step)])
            assert (left.translate(PERSIAN_DIGITS) if self.language == "fa" else left) in text, self._story(
                "tries left"
            )
        for option in bubble["body"].get("options", []):
            offer = option["id"].partition(".")[0]
            assert OFFERS.get(offer, lambda case: True)(self.case), self._story(f"{option['id']} leads nowhere")

    def _story(self, what: str) -> str:
        told = [f"{said} -> {heard.keys}" for said, heard in self.heard[-6:]]
        return "\n".join(
            [f"{what} ({self.id}, turn {self.seq})", *told, str([heard.texts for _, heard in self.heard[-1:]])]
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_dead_end_no_loop_no_fault_and_no_claim_against_the_case(house: House, language: str) -> None:
    sentences = examples(language)
    for seed in range(WALKS):
        house.run(Walk(house, language, seed, sentences).walk(), PATIENCE)


def examples(language: str) -> dict[str, list[str]]:
    """A few sentences for each wish, of those that the bot has learnt."""
    files = sorted((PROJECT / "data/nlu" / language).rglob("*.yml"))
    items = [item for path in files for item in read_yaml(path)["nlu"]]
    known: dict[str, list[str]] = {}
    for item in items:
        known.setdefault(item["intent"], []).extend(line[2:] for line in item["examples"].splitlines())
    return {intent: sentences[:6] for intent, sentences in known.items()}
