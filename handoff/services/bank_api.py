"""Which customer the bank means. A name that is new to us becomes a customer only for a token that may open cases."""

from collections.abc import Callable
from datetime import datetime

from handoff.domain.subject import SubjectKind
from handoff.services.actions_port import Answer
from handoff.services.bank_api_port import BankApi, BankRequest, Whose
from handoff.services.identity import find_customer, resolve_customer
from handoff.services.ports import Begin

CREATE = "cases:create"


async def open_case(
    begin: Begin,
    bank: BankApi,
    request: BankRequest,
    named: tuple[SubjectKind, str] | None,
    now: datetime,
    new_id: Callable[[], str],
) -> Answer:
    whose = None
    if named and CREATE in await bank.scopes(request.headers.get("authorization", "")):
        whose = Whose(*named, await resolve_customer(begin, *named, now, new_id))
    return await bank.pass_on(request, whose)


async def list_cases(begin: Begin, bank: BankApi, request: BankRequest, customer: str | None) -> Answer:
    whose = Whose("customer", customer, await find_customer(begin, "customer", customer)) if customer else None
    return await bank.pass_on(request, whose)
