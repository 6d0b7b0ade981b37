"""What the bank's programs hear."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from actions.http.bank.codes import CODES
from actions.http.bank.fields import Id, Language, Moment
from actions.services.tokens import SCOPES
from actions.verification.case import State
from actions.verification.findings import Outcome
from actions.verification.journey import Kind
from actions.verification.status import Status


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Customer(Closed):
    """As the bank names them; an installation of its app until it is linked to a customer."""

    kind: Literal["customer", "installation"]
    id: str


class Finding(Closed):
    """What one check found; `simulated`: by a stand-in that exists in development only."""

    check: str
    outcome: Outcome
    reason: str | None
    source: str
    score: float | None
    threshold: float | None
    simulated: bool


class Step(Closed):
    id: str
    kind: Kind
    state: State
    attempts: int
    attempts_left: int
    reason: str | None
    findings: list[Finding]


class Methods(Closed):
    """The ways of verifying that count here: how many of which are needed, and which are met."""

    met: list[str]
    at_least: int
    of: list[str]
    satisfied: bool


class Proposal(Closed):
    """One person's decision that another has yet to confirm."""

    decision: str
    reason: str | None
    at: Moment


class Case(Closed):
    """No value that the customer gave, and no photo. `version` rises with whatever happens to the case."""

    v: Literal[1]
    case_id: Id
    customer_id: Annotated[str, Field(description="Our own name for the customer, which says nothing of them.")]
    customer: Annotated[Customer | None, Field(description="Null once the customer has been forgotten.")]
    reference: str | None
    journey: str
    language: Language
    status: Status
    version: int
    reason: Annotated[str | None, Field(description="The code itself, sensitive ones too: not for customers' eyes.")]
    risk: Literal["high"] | None
    automated: Annotated[bool, Field(description="The last decision was a machine's.")]
    simulated: Annotated[bool, Field(description="At least one check was a stand-in's.")]
    current: str | None
    steps: list[Step]
    methods: Methods
    proposal: Proposal | None
    created_at: Moment
    updated_at: Moment


class CasePage(Closed):
    cases: list[Case]
    next: str | None


class Token(Closed):
    name: str
    scopes: list[Literal[SCOPES]]  # type: ignore[valid-type]  # the tuple is the list


class KeptByLaw(Closed):
    """`until` is null while the customer's relationship with the bank goes on; `days` count from its end."""

    case_id: str
    item: str
    count: int
    law: str
    days: int
    until: Moment | None


class Redaction(Closed):
    """What went, by kind, and what a law keeps. The customer's conversation goes too, a moment later."""

    case_id: Id
    status: Status
    deleted: dict[str, int]
    kept: list[KeptByLaw]


class DeadLetter(Closed):
    """An event that was not taken however often it was sent; `failure`: how the last try ended."""

    event_id: Id
    case_id: Id
    name: str
    at: Moment
    tries: int
    failure: str
    given_up_at: Moment


class LetterPage(Closed):
    dead_letters: list[DeadLetter]
    next: str | None


class CaseAnswer(Closed):
    ok: Literal[True]
    data: Case


class CasePageAnswer(Closed):
    ok: Literal[True]
    data: CasePage


class TokenAnswer(Closed):
    ok: Literal[True]
    data: Token


class RedactionAnswer(Closed):
    ok: Literal[True]
    data: Redaction


class LetterAnswer(Closed):
    ok: Literal[True]
    data: DeadLetter


class LetterPageAnswer(Closed):
    ok: Literal[True]
    data: LetterPage


class Refusal(Closed):
    """`error` says what is wrong, `fields` where, `reason` why a case refuses."""

    ok: Literal[False]
    error: Annotated[str, Field(json_schema_extra={"enum": sorted(CODES)})]
    fields: dict[str, str] | None = None
    reason: str | None = None


class Event(Closed):
    """What your webhook receives. Take the same `event_id` only once; an older `version` changes nothing any more."""

    v: Literal[1]
    event_id: Id
    name: Literal["status_changed", "step_failed", "erased"]
    case_id: Id
    version: int
    step: str | None
    reason: str | None
    at: Moment
    case: Case


class AgentReplied(Closed):
    """A member of your staff has written to a customer who is not there. Not a word of what was said."""

    v: Literal[1]
    event_id: Id
    name: Literal["agent_replied"]
    conversation_id: Id
    kind: Literal["customer", "installation"]
    customer: str
    at: Moment
