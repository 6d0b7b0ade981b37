"""What handoff asks when a customer is erased; the answer counts what went, and can be asked for again."""

from __future__ import annotations

from dataclasses import dataclass

from channels.strict import MalformedError, closed, matching, typed
from channels.wire import ID, VERSION, read_json


@dataclass(frozen=True)
class EraseRequest:
    erasure_id: str
    conversation_ids: tuple[str, ...]


def parse_erase(body: bytes) -> EraseRequest:
    fields = closed(read_json(body), "body", {"v", "erasure_id", "conversation_ids"})
    if typed(fields["v"], int, "v") != VERSION:
        raise MalformedError("v")
    erasure_id = matching(fields["erasure_id"], ID, "erasure_id")
    given = typed(fields["conversation_ids"], list, "conversation_ids")
    return EraseRequest(erasure_id, tuple(matching(each, ID, "conversation_ids") for each in given))
