"""Visits as staff open, see and report them. Each search and each deed is written down, with who and why."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handoff.domain.audit import AuditAction
from handoff.domain.errors import HandoffError, NotFound, Refused
from handoff.domain.masking import mask
from handoff.domain.people import Staff
from handoff.domain.text import clean
from handoff.domain.visit import How, Visit
from handoff.services.actions_port import Answer, as_staff
from handoff.services.branch import Branch, end_visits, hash_of, note, own_visit

NOT_FOUND = 404
PAIRED = "the customer brought the code of their app"


@dataclass(frozen=True, slots=True)
class Named:
    """A customer's case by the name that the bank has for it, or for the customer."""

    reference: str | None = None
    customer: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    visit: Visit
    case: Mapping[str, Any]


async def find(
    branch: Branch, staff: Staff, named: Named, reason: str, language: Mapping[str, str]
) -> Mapping[str, Any]:
    """One case, so that its masked name can be held against the document. Nobody looks through cases."""
    return await _found(branch, staff, await _body(branch, named), _kept(reason), language)


async def open_by_code(branch: Branch, staff: Staff, code: str, language: Mapping[str, str]) -> Opened:
    """The code is used up only when the case has been found: what nobody answered may be tried again with it."""
    code_hash = hash_of(branch.secret, code)
    async with branch.begin() as work:
        pairing = await work.visits.pairing(code_hash, branch.now())
    if pairing is None:
        raise await _unknown_code(branch, staff)
    case = await _found(branch, staff, {"case_id": pairing.case_id}, PAIRED, language)
    async with branch.begin() as work:
        taken = await work.visits.take_pairing(code_hash, branch.now())
    if taken is None:  # somebody else was faster
        raise await _unknown_code(branch, staff)
    return await _open(branch, staff, case, "code", PAIRED)


async def _unknown_code(branch: Branch, staff: Staff) -> Refused:
    refusal = Refused("code_unknown")
    await _refused(branch, staff, "branch_find", "unknown", refusal, PAIRED)
    return refusal


async def open_by_document(
    branch: Branch, staff: Staff, named: Named, reason: str, language: Mapping[str, str]
) -> Opened:
    """The staff has the person and the original before them, and says so in the reason."""
    why = _kept(reason)
    case = await _found(branch, staff, await _body(branch, named), why, language)
    return await _open(branch, staff, case, "document", why)


async def current(branch: Branch, staff: Staff, language: Mapping[str, str]) -> Opened | None:
    """The visit that this member of staff has open. Who looks has the tablet back from the customer."""
    async with branch.begin() as work:
        visit = await work.visits.of_staff(staff.id, branch.now())
        if visit and visit.tablet_hash:
            visit = visit.given_back()
            await work.visits.put(visit)
    if visit is None:
        return None
    answer = await branch.actions.get(as_staff(staff), f"/branch/{visit.case_id}", language)
    return Opened(visit, _read(answer))


async def report(
    branch: Branch, staff: Staff, visit_id: str, seen: bool, reason: str, language: Mapping[str, str]
) -> Mapping[str, Any]:
    """What came of the visit; it is over with that."""
    why = _kept(reason)
    async with branch.begin() as work:
        visit = await own_visit(branch, work, staff, visit_id)
        await note(branch, work, staff, "branch_report", visit.case_id, "asked", why, seen=str(seen).lower())
    body = {"seen": seen, "reason": why}
    try:
        case = _read(await branch.actions.post(as_staff(staff, why), f"/branch/{visit.case_id}/visit", body, language))
    except HandoffError as error:
        await _refused(branch, staff, "branch_report", visit.case_id, error, why)
        raise
    async with branch.begin() as work:
        if still := await work.visits.get(visit.id):  # else the customer has been erased meanwhile
            await work.visits.put(still.ended(branch.now()))
        await note(branch, work, staff, "branch_report", visit.case_id, "done", why, **_simulated(case))
    return case


async def end(branch: Branch, staff: Staff, visit_id: str) -> None:
    async with branch.begin() as work:
        visit = await own_visit(branch, work, staff, visit_id)
        await work.visits.put(visit.ended(branch.now()))
        await note(branch, work, staff, "branch_end", visit.case_id, "done")


async def _body(branch: Branch, named: Named) -> Mapping[str, str]:
    """actions/ knows our name for a customer, not the bank's."""
    if named.reference:
        return {"reference": named.reference}
    async with branch.begin() as work:
        subject = await work.subjects.find("customer", named.customer or "")
    return {"customer_id": subject.customer_id if subject else "unknown"}


async def _found(
    branch: Branch, staff: Staff, body: Mapping[str, str], why: str, language: Mapping[str, str]
) -> Mapping[str, Any]:
    """A search is written down also when it finds nothing, or nobody answers it."""
    try:
        answer = await branch.actions.post(as_staff(staff, why), "/branch/find", body, language)
        if answer.status == NOT_FOUND:
            raise NotFound
        case = _read(answer)
    except HandoffError as error:
        await _refused(branch, staff, "branch_find", "unknown", error, why)
        raise
    async with branch.begin() as work:
        await note(branch, work, staff, "branch_find", case["case_id"], "done", why, **_simulated(case))
    return case


async def _refused(
    branch: Branch, staff: Staff, action: AuditAction, subject: str, error: HandoffError, why: str
) -> None:
    async with branch.begin() as work:
        await note(branch, work, staff, action, subject, error.code[:64], why)


async def _open(branch: Branch, staff: Staff, case: Mapping[str, Any], how: How, why: str) -> Opened:
    """One customer at a time: an earlier visit of the same staff ends."""
    now = branch.now()
    until = min(now + branch.visit, staff.expires_at or now + branch.visit)
    named = (case["case_id"], case["customer_id"], staff.id, staff.name)
    visit = Visit(branch.new_id(), *named, how, now, until)
    async with branch.begin() as work:
        await end_visits(work, staff.id, now)
        await work.visits.put(visit)
        await note(branch, work, staff, "branch_visit", visit.case_id, "done", why, how=how)
    return Opened(visit, case)


def _read(answer: Answer) -> Mapping[str, Any]:
    said: Mapping[str, Any] = json.loads(answer.body)
    if answer.status >= 400:
        raise Refused(str(said["error"]), {"reason": said["reason"]} if said.get("reason") else None)
    return said


def _kept(reason: str) -> str:
    """Kept as long as the audit is, so it must not hold what the case itself deletes."""
    return mask(clean(reason)).text


def _simulated(case: Mapping[str, Any]) -> dict[str, str]:
    return {"simulated": "yes"} if case.get("simulated") else {}
