"""A customer who is erased from all three programs: what each has done, what a law keeps, and the proof of it."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, Self

State = Literal["open", "kept", "closed"]
Program = Literal["handoff", "bot", "actions"]
PROGRAMS: tuple[Program, ...] = ("handoff", "bot", "actions")
WAITS = (5, 15, 60, 300, 900, 3600)  # seconds before a program that is down is asked again; the last is repeated
LOOK_AGAIN = timedelta(days=1)  # whether a law still keeps something
KEY_FOR = b"gildong proof of deletion"
Done = Mapping[str, Any]  # done_at, deleted; of actions/ also kept, waiting and case_ids


@dataclass(frozen=True, slots=True)
class Erasure:
    """Whom it is about is known only as long as something is still to be done, or a law keeps something."""

    id: str
    asked_at: datetime
    due_at: datetime
    by: str
    reason: str  # a code, or the number of a ticket; no free words
    customer_ids: tuple[str, ...] = ()
    conversation_ids: tuple[str, ...] = ()
    case_ids: tuple[str, ...] = ()
    references: tuple[str, ...] = ()  # the bank's names for the customer, as `kind:external id`
    done: Mapping[str, Done] = field(default_factory=dict)  # by program
    state: State = "open"
    tries: int = 0
    report: Mapping[str, Any] | None = None

    @property
    def pending(self) -> tuple[Program, ...]:
        return tuple(program for program in PROGRAMS if self._is_pending(program))

    def _is_pending(self, program: Program) -> bool:
        return program not in self.done or any(one["state"] != "done" for one in self.done[program].get("vendors", ()))

    @property
    def kept(self) -> list[Mapping[str, Any]]:
        return list(self.done.get("actions", {}).get("kept", ()))

    def with_done(self, program: Program, done: Done) -> Self:
        found = done.get("case_ids", ())
        case_ids = tuple(dict.fromkeys((*self.case_ids, *found)))
        plain = {name: value for name, value in done.items() if name != "case_ids"}
        return replace(self, case_ids=case_ids, done={**self.done, program: plain})

    def tried(self, now: datetime) -> Self:
        """What to do next and when; whoever it was about is forgotten with the last thing that is kept of them."""
        if self.pending:
            wait = WAITS[min(self.tries, len(WAITS) - 1)]
            return replace(self, state="open", tries=self.tries + 1, due_at=now + timedelta(seconds=wait))
        if self.kept:
            return replace(self, state="kept", tries=0, due_at=now + LOOK_AGAIN)
        return replace(self, state="closed", customer_ids=(), conversation_ids=(), case_ids=(), references=())


def report_of(erasure: Erasure, now: datetime) -> dict[str, Any]:
    """What the bank can show to whoever asks, the customer above all: it names nobody."""
    actions = erasure.done.get("actions", {})
    return {
        "v": 1,
        "erasure_id": erasure.id,
        "asked_at": stamp(erasure.asked_at),
        "by": erasure.by,
        "reason": erasure.reason,
        "state": erasure.state,
        "programs": {program: _program(erasure, program) for program in PROGRAMS},
        "vendors": list(actions.get("vendors", ())),
        "kept": [{name: value for name, value in row.items() if name != "case_id"} for row in erasure.kept],
        "made_at": stamp(now),
    }


def _program(erasure: Erasure, program: Program) -> dict[str, Any]:
    done = erasure.done.get(program)
    if done is None:
        return {"state": "waiting", "done_at": None, "deleted": {}}
    return {"state": "done", "done_at": done["done_at"], "deleted": done["deleted"]}


def signed(report: Mapping[str, Any], secret: str) -> dict[str, Any]:
    key = _key(secret)
    value = hmac.new(key, _bytes(report), hashlib.sha256).hexdigest()
    return {**report, "signature": {"algorithm": "HMAC-SHA256", "key": _key_id(key), "value": value}}


def is_genuine(report: Mapping[str, Any], secret: str) -> bool:
    given = report.get("signature")
    wanted = signed({name: value for name, value in report.items() if name != "signature"}, secret)["signature"]
    if not isinstance(given, Mapping):
        return False
    return hmac.compare_digest(str(given.get("value")).encode(), wanted["value"].encode())


def _bytes(report: Mapping[str, Any]) -> bytes:
    return json.dumps(report, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _key(secret: str) -> bytes:
    """For this purpose alone: what signs proofs signs nothing else."""
    return hmac.new(secret.encode(), KEY_FOR, hashlib.sha256).digest()


def _key_id(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()[:16]


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
