"""What the bot says at each kind of step: what it is, why, how, and what if it fails."""

import re
from pathlib import Path

import pytest
from at_each_step import (
    ALL,
    AT_EACH,
    HERE,
    SPOKEN,
    TEXTS,
    journey_of,
    key,
    moved,
    options,
    said,
)


@SPOKEN
@pytest.mark.parametrize("response", ["utter_verification_intro", "utter_ask_steps"])
async def test_r02_what_is_needed_and_how_long_it_takes_is_what_the_journey_says(
    tmp_path: Path, response: str, language: str
) -> None:
    needs = TEXTS[language]["needs"]
    without = (await said(response, language, journey_of(tmp_path / "few"), step_kind="consent"))["text"]
    text = (await said(response, language, journey_of(tmp_path / "all", *ALL), step_kind="consent"))["text"]
    assert [need for need in ("camera", "place", "phone", "account") if needs[need] in text] == list(needs)[1:]
    assert needs["phone"] not in without
    assert needs["account"] not in without
    document = TEXTS[language]["documents"]["resident_card"]
    assert document in text
    least, most = ("۱۱", "۱۷") if language == "fa" else ("11", "17")
    assert least in text
    assert most in text


@SPOKEN
async def test_r02_the_steps_are_those_of_the_journey_in_its_order(tmp_path: Path, language: str) -> None:
    text = (await said("utter_ask_steps", language, journey_of(tmp_path, *ALL), step_kind="none"))["text"]
    order = ["consent", "details", "document", "selfie", "code", "transfer", "signature", "vendor", "review"]
    titles = [TEXTS[language]["steps"][kind]["title"] for kind in order]
    assert {"fa": "، "}.get(language, ", ").join(titles) in text


@SPOKEN
async def test_r03_which_step_of_how_many_is_what_the_case_says(language: str) -> None:
    told = (await said("utter_status_started", language, step_kind="selfie", step_number=4, step_count=7))["text"]
    assert [number for number in re.findall(r"\d", told) if int(number) not in (4, 7)] == []
    assert {int(number) for number in re.findall(r"\d", told)} == {4, 7}
    assert await said("utter_status_started", language, step_kind="selfie") == {}  # no figure is made up


@SPOKEN
@AT_EACH
async def test_r04_every_step_is_asked_for_in_its_own_words_with_its_own_card(kind: str, language: str) -> None:
    message = await said("utter_step", language, step_kind=kind)
    assert (key(message), message["custom"]) == (f"utter_step_{kind}", {"card": kind})
    assert "{" not in message["text"]


@SPOKEN
@AT_EACH
async def test_r04_every_step_says_why(kind: str, language: str) -> None:
    message = await said("utter_ask_why_verification", language, step_kind=kind)
    assert message["metadata"]["explains"]
    if key(message) == "utter_why_this_step":
        assert message["text"].startswith(TEXTS[language]["steps"][kind]["why"].partition("{")[0])
    else:
        assert kind in ("consent", "details", "document", "selfie")


@SPOKEN
@AT_EACH
async def test_r04_every_step_has_a_tip_and_somebody_for_when_it_fails(kind: str, language: str) -> None:
    message = await said("utter_help_step", language, step_kind=kind)
    assert "{" not in message["text"]
    if key(message) == "utter_help_this_step":
        assert TEXTS[language]["steps"][kind]["tip"] in message["text"]
    assert "request_human" in options(message) or kind in (
        "document",
        "selfie",
    )  # their help is above a card with the other way


@SPOKEN
async def test_r07_who_comes_back_hears_that_all_is_saved(language: str) -> None:
    message = await said("utter_came_back", language, step_kind="code")
    assert key(message) == "utter_came_back"
    assert re.search("멈추신 곳|محفوظ|saved", message["text"])


@SPOKEN
@pytest.mark.parametrize("kind", ["code", "transfer"])
@pytest.mark.parametrize("response", ["utter_step", "utter_help_code"])
async def test_r08_a_code_is_asked_for_in_the_card_and_not_in_the_chat(kind: str, response: str, language: str) -> None:
    text = (await said(response, language, step_kind=kind))["text"]
    in_the_card = {"ko": "아래 칸", "fa": "فرم", "en": "card"}[language]
    not_in_the_chat = {"ko": "채팅에 적지|채팅이 아니라", "fa": "نه در گفت‌وگو|در گفت‌وگو ننویسید", "en": "in the chat"}
    assert in_the_card in text
    assert re.search(not_in_the_chat[language], text)


@SPOKEN
@pytest.mark.parametrize("kind", [kind for kind in HERE if kind not in ("visit", "video")])
@pytest.mark.parametrize("reason", ["DOC_GLARE", "CODE_WRONG", "FACE_MISMATCH", "NAME_MISMATCH"])
@pytest.mark.parametrize("left", [1, 2])
async def test_r10_a_failure_tells_the_cause_one_tip_the_tries_left_and_another_way(
    kind: str, reason: str, left: int, language: str
) -> None:
    message = await moved("failed", kind, language, reason, left)
    text = TEXTS[language]["reasons"][reason]
    assert message["text"].startswith(f"{text['cause']} {text['tip']}")
    rest = message["text"].removeprefix(f"{text['cause']} {text['tip']}")
    assert re.search({1: "[1۱]|한 번|یک|one", 2: "[2۲]"}[left], rest)
    assert options(message) == ["ask_alternative", "request_human"]


@SPOKEN
@AT_EACH
async def test_r11_what_lies_behind_a_sensitive_reason_is_not_hinted_at(kind: str, language: str) -> None:
    message = await moved("attempts_exceeded", kind, language, "OTHER", 0)
    assert key(message) in ("utter_step_person", "utter_staff_step_failed")
    assert options(message)[0] == "request_human"
    assert TEXTS[language]["reasons"]["OTHER"]["cause"] not in message["text"]
    hints = "의심|위조|도용|사기|명단|جعل|مشکوک|تقلب|فهرست|fraud|fake|forg|suspect|list|security"
    assert not re.search(hints, message["text"], re.IGNORECASE)


@SPOKEN
@pytest.mark.parametrize("kind", [kind for kind in HERE if kind not in ("visit", "video")])
async def test_r12_without_tries_a_person_and_a_branch_are_offered(kind: str, language: str) -> None:
    spent = await moved("attempts_exceeded", kind, language, "DOC_BLUR", 0)
    assert options(spent) == ["request_human", "choose_alternative"]
    again = await said("utter_step", language, step_kind=kind, attempts_left=0)
    assert options(again) == ["request_human", "choose_alternative"]


@SPOKEN
@pytest.mark.parametrize(
    "reason", ["SAFE_BLOCK_ACTIVE", "PHONE_OWNER_MISMATCH", "ACCOUNT_OWNER_MISMATCH", "ONEWON_LIMIT", "CODE_LIMIT"]
)
async def test_r12_what_ends_a_step_at_once_is_explained_with_the_other_way(reason: str, language: str) -> None:
    message = await moved("attempts_exceeded", "details", language, reason, 0)
    text = TEXTS[language]["reasons"][reason]
    assert message["text"] == f"{text['cause']} {text['tip']}"
    assert options(message) == ["request_human", "choose_alternative"]


@SPOKEN
async def test_r14_who_cannot_turn_the_head_or_speak_is_shown_a_way(language: str) -> None:
    card, chat = (
        TEXTS[language]["steps"]["selfie"],
        (await said("utter_help_selfie", language, step_kind="selfie"))["text"],
    )
    plain = {"ko": "일반 사진|사진 한 장", "fa": "عکس ساده", "en": "plain photo"}[language]
    assert re.search(plain, card["tip"])
    assert re.search(plain, chat)
    assert {"ko": "말씀은 하지 않으셔도", "fa": "لازم نیست چیزی بگویید", "en": "never have to speak"}[language] in card[
        "how"
    ]
    signature = TEXTS[language]["steps"]["signature"]["tip"]
    assert {"ko": "직원", "fa": "کارشناس", "en": "person"}[language] in signature


@SPOKEN
@AT_EACH
async def test_r14_no_step_sets_the_customer_under_pressure_of_time(kind: str, language: str) -> None:
    text = (await said("utter_step", language, step_kind=kind))["text"]
    hurry = "서두르|빨리|지금 바로|[0-9]+분 안에|فوری|عجله|سریع|hurry|quickly|immediately|within [0-9]+ min"
    assert not re.search(hurry, text)


@SPOKEN
async def test_r23_what_unlocks_the_phone_is_said_to_stay_in_the_phone(language: str) -> None:
    text = (await said("utter_ask_biometric_purpose", language, step_kind="selfie", item="selfie"))["text"]
    assert {"ko": "휴대폰 안에만 있고", "fa": "در خود گوشی می‌ماند", "en": "stays in your phone"}[language] in text


@SPOKEN
@pytest.mark.parametrize("kind", ["code", "transfer", "signature", "vendor"])
async def test_who_hesitates_at_a_step_is_offered_help_a_person_and_later(kind: str, language: str) -> None:
    message = await said("utter_idle", language, step_kind=kind)
    assert key(message) == f"utter_idle_{kind}"
    assert options(message)[1:] == ["ask_why_verification", "request_human", "pause_verification", "dismiss_offer"]
    assert message["metadata"] == {"yes": options(message)[0], "no": "dismiss_offer"}


@SPOKEN
@pytest.mark.parametrize(
    ("status", "waits"),
    [("submitted", "processing"), ("processing", "processing"), ("error", "error")],
)
async def test_while_machines_work_nobody_is_told_that_nothing_runs(status: str, waits: str, language: str) -> None:
    slots = {"case_status": status, "step_kind": waits, "attempts_left": None}
    assert key(await said("utter_step", language, **slots)) == f"utter_step_{waits}"
    assert key(await said("utter_came_back", language, **slots)) == f"utter_status_{waits}"
    assert "start_verification" not in options(await said("utter_greet", language, **slots))


@SPOKEN
@pytest.mark.parametrize("status", ["expired", "abandoned"])
async def test_an_application_that_ran_out_is_told_without_blame_and_may_begin_anew(status: str, language: str) -> None:
    slots = {"case_status": status, "step_kind": "none", "attempts_left": None}
    assert key(await said("utter_case_moved", language, result=status, **slots)) == f"utter_case_{status}"
    answer = await said("utter_no_case", language, **slots)
    assert (key(answer), options(answer)) == (f"utter_status_{status}", ["start_verification"])
