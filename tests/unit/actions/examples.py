"""A journey, a case and a bench of twins, as most tests want them."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from actions.providers.signature import DrawnSignatures
from actions.providers.simulated.phone import SimulatedCoreBanking, SimulatedPhone, SimulatedVideoCalls
from actions.services import bot_turns
from actions.services.actor import DECIDE, REVEAL, UNSTICK, VIEW, Actor
from actions.services.bot_turns import BotTurn
from actions.services.channels import VideoCalls
from actions.services.code_texts import CodeTexts
from actions.services.consenting import decide_consents
from actions.services.details import submit_details
from actions.services.means import Means
from actions.services.photos import Frames, submit_photo
from actions.services.ports import Bank, Begin
from actions.services.providers import Providers
from actions.testing import MORNING, Clock, Ids, Store
from actions.testing.bank import StubNames
from actions.testing.stand_ins import OpenSealing, StubAuthorities, StubChecks, StubDocuments, StubFaces
from actions.testing.words import example_wording
from actions.verification import commands
from actions.verification.case import Case, Consent, Moved
from actions.verification.findings import Finding
from actions.verification.journey import Basis, ConsentItem, Journey, KeptByLaw, Kind, OtherWay, PlannedStep, Retention
from actions.verification.progress import Verdict
from actions.verification.status import Status

STEPS = (
    PlannedStep("consent", Kind.CONSENT, 1, 1, items=("personal_data", "id_number", "biometrics")),
    PlannedStep(
        "details",
        Kind.DETAILS,
        2,
        3,
        consent="personal_data",
        fields=("name", "birth_date", "passport_number", "phone"),
    ),
    PlannedStep("document", Kind.DOCUMENT, 1, 3, consent="id_number", alternative="branch", accepts=("passport",)),
    PlannedStep("selfie", Kind.SELFIE, 1, 3, consent="biometrics", alternative="branch"),
    PlannedStep("review", Kind.REVIEW, 0, 1),
)
INTL = Journey(
    id="intl",
    country="ZZ",
    reviewed_by="a test",
    reviewed_on=date(2026, 11, 22),
    minutes=(5, 8),
    age=18,
    calendar="gregorian",
    time_zone="UTC",
    retention=Retention(selfie=30, relationship=1825, declined=30, idle=30, invited=30, review=90),
    consents=(ConsentItem("personal_data"), ConsentItem("id_number"), ConsentItem("biometrics", required=False)),
    steps=STEPS,
    alternatives=(OtherWay("branch", Kind.VISIT, 15),),
    kept_by_law=tuple(KeptByLaw(item, "a law", 1825) for item in ("details", "document", "consents")),
)
KR = replace(
    INTL,
    id="kr",
    country="KR",
    time_zone="Asia/Seoul",
    consents=(
        ConsentItem("personal_data"),
        ConsentItem("id_number", Basis.STATUTE),
        ConsentItem("biometrics", required=False),
    ),
    steps=tuple(replace(s, fields=("name", "resident_number", "phone")) if s.fields else s for s in STEPS),
)
IR = replace(
    INTL,
    id="ir",
    country="IR",
    calendar="jalali",
    time_zone="Asia/Tehran",
    steps=tuple(
        replace(s, fields=("name", "national_code", "birth_date", "phone", "card_serial")) if s.fields else s
        for s in STEPS
    ),
)
ALL = {journey.id: journey for journey in (KR, IR, INTL)}
REQUIRED = frozenset({"personal_data", "id_number"})
DETAILS = {
    "name": "Anna Maria Eriksson",
    "birth_date": "1974-08-12",
    "passport_number": "L898902C3",
    "phone": "+46701234567",
}
DETAILS_KR = {"name": "홍길동", "resident_number": "900101-1000006", "phone": "010-1234-5678"}

CUSTOMER = Actor("customer", "customer-1")
REVIEWER = Actor(
    "staff", "staff-1", "Juno", "reviewer", frozenset({VIEW, UNSTICK, REVEAL, DECIDE}), why="compared with the ID"
)
AGENT = Actor("staff", "staff-2", "Ada", "agent", frozenset({VIEW, UNSTICK}))


def decisions(**given: bool) -> tuple[Consent, ...]:
    chosen = {"personal_data": True, "id_number": True, "biometrics": True} | given
    return tuple(Consent(item, yes, "r1", "en", MORNING) for item, yes in chosen.items())


def start(case_id: str = "case-1", customer_id: str = "customer-1", journey: Journey = INTL) -> Moved:
    return commands.begin(commands.invite(case_id, customer_id, journey, "en", MORNING), MORNING)


def started() -> Case:
    return start().case


def consented(**given: bool) -> Case:
    return commands.give_consent(started(), "consent", decisions(**given), REQUIRED, MORNING).case


def handed_in(case: Case, step_id: str, reason: str | None = None, *findings: Finding) -> Moved:
    return commands.hand_in(case, step_id, frozenset(Kind), Verdict(reason, findings), MORNING)


def at_document() -> Case:
    return handed_in(consented(), "details").case


def at_selfie() -> Case:
    return handed_in(at_document(), "document").case


def in_review() -> Case:
    return handed_in(at_selfie(), "selfie").case


def at_branch(case: Case) -> bool:
    """Whether the case waits for its customer at a branch."""
    current = case.current
    return case.status is Status.STARTED and current is not None and current.kind is Kind.VISIT


def selfie_failed() -> Case:
    case = at_selfie()
    for _ in range(3):
        case = handed_in(case, "selfie", "FACE_BLUR").case
    return case


def names(moved: Moved) -> list[str]:
    return [str(event.name) for event in moved.events]


class Digits:
    """1, 2, 3, …: the first code is 123456."""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self) -> int:
        self._last += 1
        return self._last % 10


@dataclass
class Bench:
    """Everything a use case needs, in memory, with handles for the test."""

    store: Store = field(default_factory=Store)
    clock: Clock = field(default_factory=Clock)
    ids: Ids = field(default_factory=Ids)
    documents: StubDocuments = field(default_factory=StubDocuments)
    faces: StubFaces = field(default_factory=StubFaces)
    authorities: StubAuthorities = field(default_factory=StubAuthorities)
    names: StubNames = field(default_factory=StubNames)
    calls: VideoCalls | None = None
    journeys: dict[str, Journey] = field(default_factory=lambda: dict(ALL))
    signatures: DrawnSignatures = field(default_factory=DrawnSignatures)
    digits: Digits = field(default_factory=Digits)
    begin: Begin | None = None

    @cached_property
    def phone(self) -> SimulatedPhone:
        return SimulatedPhone(self.clock)

    @property
    def means(self) -> Means:
        return Means(
            begin=self.begin or self.store.begin,
            now=self.clock,
            new_id=self.ids,
            journeys=self.journeys,
            wordings={name: {lang: example_wording(lang) for lang in ("ko", "fa", "en")} for name in self.journeys},
            bank=Bank({"ko": "kr", "fa": "ir", "en": "intl"}, ("ko", "fa", "en")),
            sealing=OpenSealing(),
            providers=Providers(
                self.documents,
                self.faces,
                self.signatures,
                self.authorities,
                self.phone,
                SimulatedCoreBanking(self.phone),
                self.calls or SimulatedVideoCalls(self.clock),
            ),
            choose=lambda moves: moves[0],
            bank_names=self.names.find,
            digit=self.digits,
            messages={lang: CodeTexts(f"{lang}: {{code}}", "memo {code}") for lang in ("ko", "fa", "en")},
        )

    def checks_of(self, step: str) -> StubChecks:
        return self.documents if step == "document" else self.faces

    def turn(self, turn_id: str = "c:1", language: str = "en", customer_id: str = "customer-1") -> BotTurn:
        return BotTurn(turn_id, customer_id, language)

    async def case(self) -> Case:
        async with self.means.begin() as work:
            case = await work.cases.latest_of("customer-1")
        assert case is not None
        return case


async def to_consent(bench: Bench, language: str = "en") -> str:
    await bot_turns.start_verification(bench.means, bench.turn(language=language))
    return (await bench.case()).case_id


async def give(bench: Bench, case_id: str, key: str = "k-consent", **refused: bool) -> dict[str, Any]:
    chosen = {"personal_data": True, "id_number": True, "biometrics": True} | refused
    release = example_wording("en").release
    return await decide_consents(bench.means, CUSTOMER, case_id, "consent", key, chosen, release, "en")


async def to_details(bench: Bench, language: str = "en") -> str:
    case_id = await to_consent(bench, language)
    await give(bench, case_id)
    return case_id


async def fill_in(bench: Bench, case_id: str, key: str = "k-details", **changed: str) -> dict[str, Any]:
    return await submit_details(bench.means, CUSTOMER, case_id, "details", key, DETAILS | changed, "en")


async def to_document(bench: Bench) -> str:
    case_id = await to_details(bench)
    await fill_in(bench, case_id)
    return case_id


async def hand_in(bench: Bench, case_id: str, step: str, key: str = "k", photo: bytes = b"photo") -> dict[str, Any]:
    return await submit_photo(bench.means, CUSTOMER, case_id, step, f"{key}-{step}", Frames((photo,)), "en")


async def to_selfie(bench: Bench) -> str:
    case_id = await to_document(bench)
    await hand_in(bench, case_id, "document")
    return case_id


async def to_review(bench: Bench) -> str:
    case_id = await to_selfie(bench)
    await hand_in(bench, case_id, "selfie")
    return case_id
