"""What the bank's own programs hear of a case, beside what they can ask for."""

import json

from actions.services.bank_names import FindNames
from actions.services.bank_view import bank_view, named
from actions.services.outgoing import DeadLetter
from actions.services.ports import Json, Work
from actions.services.relay import Send
from actions.services.views import stamp
from actions.verification.case import Case, CaseEvent, EventName
from actions.verification.errors import Refused

ALWAYS = frozenset({EventName.STATUS_CHANGED, EventName.ERASED})


def hears(step_failures: bool) -> frozenset[EventName]:
    return ALWAYS | ({EventName.STEP_FAILED} if step_failures else frozenset())


async def tell_bank(work: Work, case: Case, event: CaseEvent, version: int, event_id: str) -> None:
    body = {
        "v": 1,
        "event_id": event_id,
        "name": str(event.name),
        "case_id": case.case_id,
        "version": version,
        "step": event.step,
        "reason": event.reason,
        "at": stamp(case.updated_at),
        "case": bank_view(case),
    }
    text = json.dumps(body, ensure_ascii=False)
    await work.bank_outbox.append(event_id, case.case_id, str(event.name), text, case.updated_at)


def with_names(find: FindNames, send: Send) -> Send:
    """The bank's own name for the customer is put in when the event leaves: it may have changed, or be forgotten."""

    async def named_send(body: str) -> str | None:
        event = json.loads(body)
        customer_id = event["case"]["customer_id"]
        try:
            names = await find([customer_id])
        except Refused:
            return "names unavailable"
        event["case"] = named(event["case"], names.get(customer_id))
        return await send(json.dumps(event, ensure_ascii=False, separators=(",", ":")))

    return named_send


def letter_view(letter: DeadLetter) -> Json:
    return {
        "event_id": letter.event_id,
        "case_id": letter.case_id,
        "name": letter.name,
        "at": stamp(letter.at),
        "tries": letter.tries,
        "failure": letter.failure,
        "given_up_at": stamp(letter.given_up_at),
    }
