"""Every operation of the API: how it is asked for, who may, what it does and what it answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel
from sanic import Request

from actions.http.bank.answered import (
    CaseAnswer,
    CasePageAnswer,
    LetterAnswer,
    LetterPageAnswer,
    RedactionAnswer,
    TokenAnswer,
)
from actions.http.bank.asked import PAGE, CasesQuery, CreateCase, LettersQuery, MarkRisk, Nothing, ReportVisit
from actions.http.requests import Payload
from actions.http.statements import Statements
from actions.services import bank_cases, dead_letters, erasing
from actions.services.bank_cases import NewCase, Told, Visit
from actions.services.means import Means
from actions.services.ports import CaseQuery, Json
from actions.verification.errors import Refused

Body = TypeVar("Body", bound=Payload)
Query = TypeVar("Query", bound=Payload)


@dataclass(frozen=True, slots=True)
class Call:
    means: Means
    statements: Statements
    request: Request
    told: Told
    item: str  # the id in the path
    scrub: Callable[[], Awaitable[None]]  # of what a database leaves lying after a deletion

    def whose(self, kind: str, name: str) -> str | None:
        try:
            return self.statements.whose(self.request, kind, name)
        except Refused:
            raise Refused("unavailable") from None  # the two programs disagree: nothing that the caller could mend


@dataclass(frozen=True, slots=True)
class Operation(Generic[Body, Query]):
    name: str
    method: Literal["GET", "POST"]
    path: str
    summary: str
    scope: str | None
    handle: Callable[[Call, Body, Query], Awaitable[Json]]
    answer: type[BaseModel]
    body: type[Body]
    query: type[Query]
    status: int = 200
    key: Literal["required", "optional"] | None = None
    refusals: tuple[str, ...] = ()  # besides those that every operation has


async def _who_am_i(call: Call, _body: Nothing, _query: Nothing) -> Json:
    return {"name": call.told.actor.id, "scopes": sorted(call.told.actor.permissions)}


async def _create(call: Call, body: CreateCase, _query: Nothing) -> Json:
    customer_id = call.whose(*body.whose)
    if customer_id is None:
        raise Refused("unavailable")
    asked = NewCase(customer_id, body.language, body.journey, body.reference, body.risk)
    return await bank_cases.create_case(call.means, call.told, asked)


async def _list(call: Call, _body: Nothing, query: CasesQuery) -> Json:
    customer_id = call.whose("customer", query.customer) if query.customer else None
    if query.customer and customer_id is None:
        return {"cases": [], "next": None}
    statuses = frozenset({query.status}) if query.status else None
    return await bank_cases.list_cases(
        call.means, CaseQuery(customer_id, statuses, query.cursor, int(query.limit or PAGE))
    )


async def _read(call: Call, _body: Nothing, _query: Nothing) -> Json:
    return await bank_cases.read_case(call.means, call.item)


async def _cancel(call: Call, _body: Nothing, _query: Nothing) -> Json:
    return await bank_cases.cancel_case(call.means, call.told, call.item)


async def _redact(call: Call, _body: Nothing, _query: Nothing) -> Json:
    redaction = await erasing.redact_case(call.means, call.told.actor, call.item)
    await call.scrub()
    return redaction


async def _risk(call: Call, body: MarkRisk, _query: Nothing) -> Json:
    return await bank_cases.mark_risk(call.means, call.told, call.item, body.risk)


async def _visit(call: Call, body: ReportVisit, _query: Nothing) -> Json:
    visit = Visit(body.way, body.outcome == "seen", body.reason, body.staff_reference)
    return await bank_cases.report_visit(call.means, call.told, call.item, visit)


async def _letters(call: Call, _body: Nothing, query: LettersQuery) -> Json:
    return await dead_letters.list_letters(call.means, query.cursor, int(query.limit or PAGE))


async def _replay(call: Call, _body: Nothing, _query: Nothing) -> Json:
    return await dead_letters.replay(call.means, call.item)


LETTERS = "/api/webhooks/dead-letters"
CASES, CASE = "/api/cases", "/api/cases/{case_id}"
OF_CASE = ("not_found", "case_refuses", "idempotency_key_reused")
OPERATIONS: tuple[Operation[Any, Any], ...] = (
    Operation(
        "readToken",
        "GET",
        "/api/token",
        "Whose token this is, and what it may do",
        None,
        _who_am_i,
        TokenAnswer,
        Nothing,
        Nothing,
    ),
    Operation(
        "createCase",
        "POST",
        CASES,
        "Open a case that waits for its customer",
        "cases:create",
        _create,
        CaseAnswer,
        CreateCase,
        Nothing,
        status=201,
        key="required",
        refusals=("journey_unknown", "case_open", "idempotency_key_reused"),
    ),
    Operation(
        "listCases",
        "GET",
        CASES,
        "Cases, the newest first",
        "cases:read",
        _list,
        CasePageAnswer,
        Nothing,
        CasesQuery,
    ),
    Operation(
        "readCase",
        "GET",
        CASE,
        "One case",
        "cases:read",
        _read,
        CaseAnswer,
        Nothing,
        Nothing,
        refusals=("not_found",),
    ),
    Operation(
        "cancelCase",
        "POST",
        f"{CASE}/cancel",
        "Cancel an open case",
        "cases:cancel",
        _cancel,
        CaseAnswer,
        Nothing,
        Nothing,
        key="optional",
        refusals=OF_CASE,
    ),
    Operation(
        "redactCase",
        "POST",
        f"{CASE}/redact",
        "Erase the case and its customer everywhere, but for what a law makes the bank keep",
        "cases:redact",
        _redact,
        RedactionAnswer,
        Nothing,
        Nothing,
        refusals=("not_found",),
    ),
    Operation(
        "reportVisit",
        "POST",
        f"{CASE}/visits",
        "Say what came of a visit to a branch or of a video call",
        "visits:report",
        _visit,
        CaseAnswer,
        ReportVisit,
        Nothing,
        key="optional",
        refusals=OF_CASE,
    ),
    Operation(
        "markRisk",
        "POST",
        f"{CASE}/risk",
        "Mark a case as one of high risk, or take the mark back",
        "cases:risk",
        _risk,
        CaseAnswer,
        MarkRisk,
        Nothing,
        key="optional",
        refusals=OF_CASE,
    ),
    Operation(
        "listDeadLetters",
        "GET",
        LETTERS,
        "Events that your webhook has not taken, the newest first",
        "webhooks:replay",
        _letters,
        LetterPageAnswer,
        Nothing,
        LettersQuery,
    ),
    Operation(
        "replayDeadLetter",
        "POST",
        f"{LETTERS}/{{event_id}}/replay",
        "Send one of them again",
        "webhooks:replay",
        _replay,
        LetterAnswer,
        Nothing,
        Nothing,
        refusals=("not_found",),
    ),
)
