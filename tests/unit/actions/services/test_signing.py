"""A drawn signature under a statement."""

from typing import Any

import pytest

from actions.services.cards import get_card
from actions.services.review import get_case_detail
from actions.services.signing import submit_signature
from actions.services.wording import text_hash
from actions.verification.errors import Refused
from actions.verification.findings import Finding, Outcome
from tests.servers import drawings
from tests.unit.actions.coded import STATEMENT, coded, to_signature, to_transfer
from tests.unit.actions.examples import CUSTOMER, REVIEWER, Bench


async def sign(bench: Bench, case_id: str, drawing: bytes, key: str = "s", signed: str = STATEMENT) -> dict[str, Any]:
    return await submit_signature(bench.means, CUSTOMER, case_id, "signature", key, drawing, "en", signed)


async def test_the_card_shows_what_is_signed_and_the_signature_is_kept_with_it() -> None:
    bench = coded()
    case_id = await to_signature(bench)
    card = await get_card(bench.means, CUSTOMER, case_id, "signature", "en", 1000)
    assert card["statement"] == "statements.signature"
    assert card["limits"] == {"types": ["image/png"], "max_bytes": 1000}
    answer = await sign(bench, case_id, drawings.signature(), signed=card["statement_hash"])
    assert (answer["result"], answer["journey"]["status"]) == ("passed", "in_review")
    evidence = (await get_case_detail(bench.means, REVIEWER, case_id, "en"))["evidence"]
    assert [(e["kind"], e["media_type"], e["checked"]) for e in evidence] == [
        ("signature", "image/png", ["file", "ink", f"statement:{STATEMENT}"])
    ]


async def test_a_drawing_under_another_text_is_not_taken() -> None:
    bench = coded()
    case_id = await to_signature(bench)
    with pytest.raises(Refused, match="release_changed"):
        await sign(bench, case_id, drawings.signature(), signed=text_hash("of yesterday"))


@pytest.mark.parametrize("drawing", [drawings.blank(), drawings.tap(), drawings.filled()])
async def test_nothing_drawn_is_no_signature_and_costs_nothing(drawing: bytes) -> None:
    bench = coded()
    case_id = await to_signature(bench)
    answer = await sign(bench, case_id, drawing)
    assert (answer["result"], answer["reason"], answer["attempts_left"]) == ("failed", "SIGNATURE_EMPTY", 3)
    assert not [e for e, _ in bench.store.memory.evidence.values() if e.kind == "signature"]


async def test_what_the_signing_authority_does_not_confirm_a_person_sees() -> None:
    bench = coded()
    case_id = await to_signature(bench)
    bench.authorities.findings["e_signature"] = Finding("e_signature", Outcome.FAILED, "stub", "OTHER")
    assert (await sign(bench, case_id, drawings.signature()))["result"] == "received"
    assert set(bench.authorities.asked[-1][1].photos) == {"signature"}


async def test_the_same_drawing_twice_is_counted_once() -> None:
    bench = coded()
    case_id = await to_signature(bench)
    first = await sign(bench, case_id, drawings.signature())
    assert await sign(bench, case_id, drawings.signature()) == first
    assert (await bench.case()).step("signature").attempts == 1


async def test_a_signature_belongs_to_its_step() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    with pytest.raises(Refused, match="step_not_current"):
        await sign(bench, case_id, drawings.signature())
