"""Photos and liveness frames: what the checks are told, what is kept, and what is never used twice."""

from dataclasses import replace
from typing import Any

import pytest

from actions.services import bot_turns
from actions.services.customers import take_other_way
from actions.services.means import Means
from actions.services.photos import Frames, ask_challenge, submit_photo
from actions.verification.errors import Refused
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import Journey
from tests.unit.actions.examples import (
    CUSTOMER,
    DETAILS,
    INTL,
    Bench,
    hand_in,
    to_document,
    to_selfie,
)

FRAMES = (b"front", b"left", b"right")


class Studio(Bench):
    """A bench whose journey asks for two turns of the head, and for checks where a test says so."""

    def __init__(self, **document: Any) -> None:
        super().__init__()
        self.document, self.selfie = document, dict[str, Any]()
        self.left_out = ""

    @property
    def means(self) -> Means:
        return replace(super().means, journeys={"intl": self._journey(), "kr": INTL, "ir": INTL})

    def _journey(self) -> Journey:
        more: dict[str, dict[str, Any]] = {"selfie": {"moves": 2, **self.selfie}, "document": self.document}
        return replace(
            INTL, steps=tuple(replace(step, **more.get(step.id, {})) for step in INTL.steps if step.id != self.left_out)
        )


async def challenged(studio: Studio, case_id: str) -> str:
    return str((await ask_challenge(studio.means, CUSTOMER, case_id, "selfie"))["challenge"])


async def answer(
    studio: Studio, case_id: str, challenge: str, key: str = "k", frames: tuple[bytes, ...] = FRAMES
) -> Any:
    return await submit_photo(studio.means, CUSTOMER, case_id, "selfie", key, Frames(frames, challenge), "en")


async def test_a_challenge_asks_for_as_many_turns_as_the_journey_says() -> None:
    studio = Studio()
    case_id = await to_selfie(studio)
    told = await ask_challenge(studio.means, CUSTOMER, case_id, "selfie")
    assert set(told["moves"]) == {"left", "right"}


async def test_where_no_turns_are_asked_for_there_is_no_challenge() -> None:
    bench = Bench()
    case_id = await to_selfie(bench)
    with pytest.raises(Refused, match="not_applicable"):
        await ask_challenge(bench.means, CUSTOMER, case_id, "selfie")


async def test_the_check_sees_the_frames_the_challenge_and_the_document() -> None:
    studio = Studio()
    case_id = await to_selfie(studio)
    assert (await answer(studio, case_id, await challenged(studio, case_id)))["result"] == "passed"
    frames, challenge, document, seen = studio.faces.shown[-1]
    assert (frames, document, seen) == (FRAMES, b"photo", ())
    assert challenge is not None


async def test_only_the_frontal_frame_is_kept() -> None:
    studio = Studio()
    case_id = await to_selfie(studio)
    await answer(studio, case_id, await challenged(studio, case_id))
    kept = [sealed for evidence, sealed in studio.store.memory.evidence.values() if evidence.step == "selfie"]
    assert [sealed.partition(b"\0")[2] for sealed in kept] == [b"front"]


async def test_a_challenge_is_answered_once() -> None:
    studio = Studio()
    case_id = await to_selfie(studio)
    challenge = await challenged(studio, case_id)
    studio.faces.reason = "LIVENESS_FAILED"
    assert (await answer(studio, case_id, challenge))["reason"] == "LIVENESS_FAILED"
    with pytest.raises(Refused, match="challenge_over"):
        await answer(studio, case_id, challenge, "k-again")


async def test_the_same_answer_sent_again_is_answered_the_same() -> None:
    studio = Studio()
    case_id = await to_selfie(studio)
    challenge = await challenged(studio, case_id)
    studio.faces.reason = "FACE_BLUR"
    first = await answer(studio, case_id, challenge)
    assert await answer(studio, case_id, challenge) == first


async def test_a_challenge_of_half_an_hour_ago_is_over() -> None:
    studio = Studio()
    case_id = await to_selfie(studio)
    challenge = await challenged(studio, case_id)
    studio.clock.forward(minutes=31)
    with pytest.raises(Refused, match="challenge_over"):
        await answer(studio, case_id, challenge)


async def test_frames_of_an_earlier_try_are_recognised_and_kept_only_sealed() -> None:
    studio = Studio()
    case_id = await to_selfie(studio)
    marks = (b"a" * 32, b"b" * 32)
    studio.faces.reason, studio.faces.fingerprints = "LIVENESS_FAILED", marks
    await answer(studio, case_id, await challenged(studio, case_id))
    await answer(studio, case_id, await challenged(studio, case_id), "k-2")
    assert studio.faces.shown[-1][3] == marks
    sealed = [seen for seen in studio.store.memory.seen.values() if seen]
    assert all(each.startswith(b"id-001|challenge") for each in sealed)


async def test_once_the_case_has_ended_nothing_is_left_of_the_frames() -> None:
    studio = Studio()
    case_id = await to_selfie(studio)
    studio.faces.fingerprints = (b"a" * 32,)
    studio.faces.reason = "LIVENESS_FAILED"
    await answer(studio, case_id, await challenged(studio, case_id))
    await bot_turns.cancel_verification(studio.means, studio.turn("c:9"))
    assert not studio.store.memory.seen
    assert not studio.store.memory.challenges


async def test_a_plain_photo_is_taken_from_whoever_cannot_turn_and_a_person_looks() -> None:
    studio = Studio()
    case_id = await to_selfie(studio)
    studio.faces.findings = (Finding("liveness", Outcome.UNCLEAR, "builtin"),)
    assert (await hand_in(studio, case_id, "selfie"))["result"] == "received"
    assert studio.faces.shown[-1][1] is None


@pytest.mark.parametrize("way", ["none in the journey", "replaced"])
async def test_a_lively_face_that_was_compared_with_nothing_is_for_a_person(way: str) -> None:
    studio = Studio()
    studio.selfie = {"alternative": None}  # else a visit would settle the face too
    if way == "replaced":
        case_id = await to_document(studio)
        await take_other_way(studio.means, CUSTOMER, case_id, "document")
    else:
        studio.left_out = "document"
        case_id = await to_document(studio)
    studio.faces.findings = (Finding("liveness", Outcome.PASSED, "builtin"),)
    assert (await answer(studio, case_id, await challenged(studio, case_id)))["result"] == "received"
    last = (await studio.case()).step("selfie").findings[-1]
    assert (last.check, last.outcome) == ("face_match", Outcome.UNCLEAR)


@pytest.mark.parametrize(("outcome", "result"), [(Outcome.PASSED, "passed"), (Outcome.UNCLEAR, "received")])
async def test_without_a_document_an_authority_can_say_whose_face_it_is(outcome: Outcome, result: str) -> None:
    studio = Studio()
    studio.left_out, studio.selfie = "document", {"informs": ("registry_photo",)}
    case_id = await to_document(studio)
    studio.faces.findings = (Finding("liveness", Outcome.PASSED, "builtin"),)
    studio.authorities.findings["registry_photo"] = Finding("registry_photo", outcome, "registry")
    assert (await answer(studio, case_id, await challenged(studio, case_id)))["result"] == result


async def test_the_document_is_compared_with_what_was_typed() -> None:
    studio = Studio()
    case_id = await to_document(studio)
    await hand_in(studio, case_id, "document")
    _, accepts, typed, today = studio.documents.shown[-1]
    assert (accepts, typed["passport_number"]) == (("passport",), DETAILS["passport_number"])
    assert today == studio.clock().date()


async def test_what_does_not_agree_is_told_and_after_the_last_try_goes_to_a_person() -> None:
    studio = Studio()
    case_id = await to_document(studio)
    studio.documents.reason = "IDNUM_MISMATCH"
    answers = [await hand_in(studio, case_id, "document", f"k{n}") for n in range(3)]
    assert [each["result"] for each in answers] == ["failed", "failed", "received"]
    assert answers[2]["reason"] is None
    assert [e.kind for e, _ in studio.store.memory.evidence.values() if e.step == "document"] == ["document"]


async def test_an_authority_that_must_be_asked_and_is_not_connected_never_passes() -> None:
    studio = Studio(needs=("id_authenticity",))
    case_id = await to_document(studio)
    told = await hand_in(studio, case_id, "document")
    assert (told["result"], told["reason"], told["attempts_left"]) == ("failed", "REGISTRY_UNAVAILABLE", 3)


async def test_an_authority_is_told_no_more_than_it_needs() -> None:
    studio = Studio(informs=("id_authenticity",))
    studio.authorities.findings["id_authenticity"] = Finding("id_authenticity", Outcome.PASSED, "registry")
    case_id = await to_document(studio)
    assert (await hand_in(studio, case_id, "document"))["result"] == "passed"
    check, subject = studio.authorities.asked[-1]
    assert (check, set(subject.values), set(subject.photos)) == ("id_authenticity", {"name"}, {"document"})
    assert "photo" not in repr(subject)


async def test_what_only_informs_and_is_not_connected_leaves_the_step_to_a_person() -> None:
    studio = Studio(informs=("id_authenticity",))
    case_id = await to_document(studio)
    assert (await hand_in(studio, case_id, "document"))["result"] == "received"


def test_frames_and_what_is_known_show_no_picture_when_printed() -> None:
    assert "front" not in repr(Frames(FRAMES, "c"))
