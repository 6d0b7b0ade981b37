"""Which other way there is at a step, and what is said of a visit, a call and a person."""

import re

import pytest
from at_each_step import (
    AT_EACH,
    SPOKEN,
    key,
    moved,
    options,
    said,
)
from components.instead import leads_somewhere


@SPOKEN
@AT_EACH
async def test_r13_another_way_and_the_branch_are_told_at_every_step(kind: str, language: str) -> None:
    way = await said("utter_ask_alternative", language, step_kind=kind)
    taken = kind in ("visit", "video")
    assert options(way) == (["reopen", "request_human"] if taken else ["choose_alternative", "request_human"])
    branch = (await said("utter_ask_branch", language, step_kind=kind))["text"]
    assert {"ko": "09:00~16:00", "fa": "از ساعت ۹ تا ۱۶", "en": "09:00–16:00"}[language] in branch


@SPOKEN
@pytest.mark.parametrize("kind", ["visit", "video"])
async def test_r13_who_took_the_other_way_is_told_what_to_bring_and_how_to_come_back(kind: str, language: str) -> None:
    chosen = await moved("alternative_chosen", "selfie", language, step_kind=kind)
    assert key(chosen) == ("utter_alternative_chosen" if kind == "visit" else "utter_alternative_video")
    assert chosen["custom"] == {"card": kind}
    waits = (await said("utter_step", language, step_kind=kind))["text"]
    for text in (chosen["text"], waits):
        assert re.search("신분증|مدرک|ID|resident registration card", text)
    assert re.search("여기서 이어서|다른 방법|همین‌جا ادامه|راه دیگری|go on here|another way", waits)
    assert not leads_somewhere("choose_alternative", {"case_status": "started", "step_kind": kind, "attempts_left": 1})


VISIT = {"ko": "영업점", "fa": "حضوری|شعبه", "en": "branch|in person"}
CALL = {"ko": "영상통화", "fa": "تماس تصویری", "en": "video call"}
BY_WAY = ("utter_ask_alternative", "utter_doubt", "utter_step_person", "utter_step_spent", "utter_attempts_exceeded")


@SPOKEN
@pytest.mark.parametrize("name", BY_WAY)
@pytest.mark.parametrize("way", ["visit", "video"])
async def test_r13_the_words_and_the_option_are_those_of_the_way_that_the_journey_gives(
    name: str, way: str, language: str
) -> None:
    message = await said(name, language, step_kind="transfer", other_way=way)
    (option,) = (one["title"] for one in message["buttons"] if one["payload"] == "choose_alternative")
    right, wrong = (VISIT, CALL) if way == "visit" else (CALL, VISIT)
    for words in (message["text"], option):
        assert re.search(right[language], words)
        assert not re.search(wrong[language], words)


@SPOKEN
@pytest.mark.parametrize("name", ["utter_ask_alternative", "utter_step_person", "utter_step_spent"])
async def test_where_the_journey_gives_no_other_way_none_is_promised(name: str, language: str) -> None:
    message = await said(name, language, step_kind="transfer", other_way=None)
    assert options(message) == ["request_human"]
    assert not re.search(f"{VISIT[language]}|{CALL[language]}", message["text"])


@SPOKEN
@pytest.mark.parametrize("kind", ["consent", "details", "document"])
async def test_another_way_taken_ahead_of_a_step_shows_no_card_yet(kind: str, language: str) -> None:
    chosen = await moved("alternative_chosen", "selfie", language, step_kind=kind)
    assert key(chosen) == "utter_alternative_later"
    assert not chosen.get("custom")


@SPOKEN
async def test_who_was_seen_unannounced_is_not_told_to_come(language: str) -> None:
    chosen = await moved("alternative_chosen", "transfer", language, step_kind="review", case_status="in_review")
    assert chosen == {}


@SPOKEN
@pytest.mark.parametrize("kind", ["visit", "video"])
async def test_a_visit_that_came_to_nothing_is_not_called_a_spent_try(kind: str, language: str) -> None:
    message = await moved("attempts_exceeded", kind, language, "NAME_MISMATCH", 0)
    again = await said("utter_step", language, step_kind=kind, attempts_left=0)
    assert key(message) == key(again) == "utter_staff_step_failed"
    assert options(message) == ["request_human"]


@SPOKEN
async def test_r15_whom_a_machine_declined_is_offered_a_persons_review(language: str) -> None:
    for message in (
        await moved("declined", "selfie", language, None, case_status="declined", step_kind="decided", automated=True),
        await said("utter_status_declined", language, case_status="declined", step_kind="decided", automated=True),
    ):
        assert options(message) == ["ask_for_review", "request_human"]
        assert message["metadata"]["yes"] == "ask_for_review"


@SPOKEN
async def test_r15_whom_a_person_declined_is_offered_a_person(language: str) -> None:
    for message in (
        await moved("declined", "selfie", language, None, case_status="declined", step_kind="decided"),
        await said("utter_status_declined", language, case_status="declined", step_kind="decided", automated=False),
    ):
        assert options(message) == ["request_human"]


PRESSURE = "꼭 하셔야|하지 않으면|불이익|아쉽|باید حتماً|متأسفانه|حیف|have to|must|unfortunately|pity|are you sure"


@SPOKEN
@pytest.mark.parametrize("response", ["utter_refuse_biometric", "utter_ask_alternative"])
async def test_r20_who_refuses_is_shown_the_other_way_without_pressure(response: str, language: str) -> None:
    message = await said(response, language, step_kind="selfie", item="selfie")
    assert "choose_alternative" in options(message)
    assert not re.search(PRESSURE, message["text"], re.IGNORECASE)


@SPOKEN
@pytest.mark.parametrize("kind", ["visit", "video"])
async def test_who_waits_for_a_visit_is_not_asked_whether_they_hesitate(kind: str, language: str) -> None:
    for response in ("utter_idle", "utter_stuck"):
        assert await said(response, language, step_kind=kind, attempts_left=1) == {}


@SPOKEN
@pytest.mark.parametrize(
    ("kind", "response"),
    [
        ("document", "utter_received_document"),
        ("selfie", "utter_received_selfie"),
        ("signature", "utter_received"),
        ("a_kind_of_tomorrow", "utter_received"),
    ],
)
async def test_what_a_person_must_see_is_not_called_done(kind: str, response: str, language: str) -> None:
    message = await moved("received", kind, language)
    assert key(message) == response
    assert {"ko": "직원이 직접", "fa": "کارشناس بانک", "en": "A person at the bank"}[language] in message["text"]
