"""A Korean journey with all that is sent and signed, and a case that stands where a test wants it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.services import codes, transfers
from actions.services.details import submit_details
from actions.services.wording import text_hash
from actions.verification.case import State
from actions.verification.journey import Journey, Kind, Method, OtherBank, OtherWay, PlannedStep, Rule
from tests.unit.actions.examples import ALL, CUSTOMER, DETAILS_KR, KR, Bench, give, to_consent

ACCOUNT = {"account_bank": "004", "account_number": "110-234-567890"}
STATEMENT = text_hash("statements.signature")  # of what the card of the signature shows
WAYS = (OtherWay("branch", Kind.VISIT, 15), OtherWay("video_call", Kind.VIDEO, 10))
CONSENT, DETAILS, DOCUMENT, SELFIE, REVIEW = KR.steps
CODED = replace(
    KR,
    steps=(
        CONSENT,
        replace(DETAILS, needs=("account_block",), alternative="branch"),
        PlannedStep("code", Kind.CODE, 1, 5, consent="personal_data", alternative="branch", needs=("phone_owner",)),
        PlannedStep(
            "transfer",
            Kind.TRANSFER,
            2,
            5,
            consent="personal_data",
            alternative="video_call",
            fields=("account_bank", "account_number"),
            needs=("account_owner",),
        ),
        PlannedStep(
            "signature", Kind.SIGNATURE, 1, 3, consent="personal_data", alternative="branch", informs=("e_signature",)
        ),
        REVIEW,
    ),
    alternatives=WAYS,
    methods=(
        Method("account_transfer", checks=("account_owner", "account_transfer")),
        Method("video_call", ("video_call",), ("seen_in_person",)),
    ),
    rule=Rule(1, ("account_transfer", "video_call")),
    banks=(OtherBank("004", {"ko": "국민은행", "fa": "کوکمین", "en": "Kookmin"}),),
)


def coded(journey: Journey = CODED) -> Bench:
    bench = Bench()
    bench.journeys = ALL | {"kr": journey}
    bench.authorities.passing = True
    return bench


async def to_code(bench: Bench, **changed: str) -> str:
    case_id = await to_consent(bench, "ko")
    await give(bench, case_id)
    await fill_in(bench, case_id, **changed)
    return case_id


async def fill_in(bench: Bench, case_id: str, key: str = "k-details", **changed: str) -> dict[str, Any]:
    return await submit_details(bench.means, CUSTOMER, case_id, "details", key, DETAILS_KR | changed, "en")


async def ask(bench: Bench, case_id: str, key: str = "ask-1") -> dict[str, Any]:
    return await codes.ask_code(bench.means, CUSTOMER, case_id, "code", key, "en")


async def type_in(bench: Bench, case_id: str, code: str, key: str = "type-1", step: str = "code") -> dict[str, Any]:
    return await codes.submit_code(bench.means, CUSTOMER, case_id, step, key, code, "en")


async def name_account(
    bench: Bench, case_id: str, key: str = "account-1", account: Mapping[str, str] = ACCOUNT
) -> dict[str, Any]:
    return await transfers.submit_account(bench.means, CUSTOMER, case_id, "transfer", key, account, "en")


async def to_transfer(bench: Bench) -> str:
    case_id = await to_code(bench)
    await ask(bench, case_id)
    await type_in(bench, case_id, last_code(bench))
    return case_id


async def to_signature(bench: Bench) -> str:
    case_id = await to_transfer(bench)
    await name_account(bench, case_id)
    await type_in(bench, case_id, last_code(bench), "type-2", "transfer")
    return case_id


def last_code(bench: Bench) -> str:
    """As the customer reads it on the phone or on the statement."""
    return "".join(filter(str.isdigit, bench.phone.of("customer-1")[0].text))


async def step(bench: Bench, name: str = "code") -> State:
    return (await bench.case()).step(name).state
