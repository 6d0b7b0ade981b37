"""Staff acting on a case: written down before it is asked, and again with what came of it."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from handoff.domain.audit import AuditAction, AuditEntry
from handoff.domain.errors import HandoffError
from handoff.domain.masking import mask
from handoff.domain.people import Staff
from handoff.domain.text import clean
from handoff.services.actions_port import Actions, Answer, as_staff
from handoff.services.ports import Begin

DECIDING = "decide"
COMMANDS = ("allow_attempt", "use_alternative", "resend_code", DECIDING)


@dataclass(frozen=True, slots=True)
class Review:
    begin: Begin
    actions: Actions
    now: Callable[[], datetime]
    new_id: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Deed:
    staff: Staff
    action: AuditAction
    case_id: str
    reason: str
    detail: Mapping[str, str]


def permission_for(command: str) -> str:
    return "case:decide" if command == DECIDING else "case:unstick"


async def reveal(review: Review, staff: Staff, case_id: str, body: Mapping[str, str]) -> Answer:
    what = {name: body[name] for name in ("field", "evidence_id") if name in body}
    deed = Deed(staff, "case_reveal", case_id, _kept(body["reason"]), what)
    return await _audited(review, deed, lambda: _post(review, deed, "reveal", body))


async def shown(review: Review, staff: Staff, case_id: str, wanted: Mapping[str, str]) -> Answer:
    """What `reveal` has allowed, while it lasts; actions/ says for how long, to whom and for what."""
    return await review.actions.get(as_staff(staff), f"/cases/{case_id}/reveal", wanted)


async def command(review: Review, staff: Staff, case_id: str, body: Mapping[str, object]) -> Answer:
    what = {name: str(body[name]) for name in ("command", "step", "decision") if body.get(name)}
    deed = Deed(staff, "case_command", case_id, _kept(str(body["reason"])), what)
    return await _audited(review, deed, lambda: _post(review, deed, "commands", body))


async def _post(review: Review, deed: Deed, verb: str, body: Mapping[str, object]) -> Answer:
    said = {**body, "reason": deed.reason}
    return await review.actions.post(as_staff(deed.staff, deed.reason), f"/cases/{deed.case_id}/{verb}", said)


def _kept(reason: str) -> str:
    """Kept as long as the audit is, so it must not hold what the case itself deletes."""
    return mask(clean(reason)).text


async def _audited(review: Review, deed: Deed, act: Callable[[], Awaitable[Answer]]) -> Answer:
    await _write(review, deed, "asked")
    try:
        answer = await act()
    except HandoffError as error:
        await _write(review, deed, error.code)
        raise
    said = _read(answer)
    refused = str(said.get("error", answer.status))[:64]
    await _write(review, deed, "done" if answer.status < 400 else refused, simulated=bool(said.get("simulated")))
    return answer


def _read(answer: Answer) -> Mapping[str, object]:
    try:
        said = json.loads(answer.body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


async def _write(review: Review, deed: Deed, outcome: str, simulated: bool = False) -> None:
    """With the role of that day, and whether a stand-in has spoken for an authority in this case."""
    detail = {**deed.detail, "role": deed.staff.role, **({"simulated": "yes"} if simulated else {})}
    entry = AuditEntry(
        review.new_id(),
        review.now(),
        deed.staff.id,
        deed.action,
        deed.case_id,
        outcome,
        deed.reason,
        detail,
    )
    async with review.begin() as work:
        await work.audit.add(entry)
