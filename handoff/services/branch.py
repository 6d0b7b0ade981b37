"""A visit to a branch: opened by the customer's code or document, one at a time, over when the staff signs out."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from handoff.domain.audit import AuditAction, AuditEntry
from handoff.domain.errors import NotFound, Refused
from handoff.domain.people import Staff
from handoff.domain.visit import Pairing, Visit
from handoff.services.actions_port import Actions
from handoff.services.evidence import fetch_journey
from handoff.services.ports import Begin, Work

KEPT = timedelta(days=1)  # of visits that are over; the audit keeps what was done
RUNNING = ("started", "resubmission_requested")


@dataclass(frozen=True, slots=True)
class Branch:
    begin: Begin
    actions: Actions
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_token: Callable[[], str]
    new_code: Callable[[], str]
    secret: str  # so that a code cannot be found from its hash
    code: timedelta
    visit: timedelta
    tablet: timedelta


def hash_of(secret: str, code: str) -> str:
    return hmac.new(secret.encode(), b"branch:" + code.encode(), hashlib.sha256).hexdigest()


async def make_code(branch: Branch, customer_id: str) -> tuple[str, datetime]:
    """For the customer's own screen."""
    journey = await fetch_journey(branch.actions, customer_id)
    if journey is None or journey["status"] not in RUNNING:
        raise NotFound
    code, until = branch.new_code(), branch.now() + branch.code
    async with branch.begin() as work:
        await work.visits.pair(Pairing(hash_of(branch.secret, code), customer_id, journey["case_id"], until))
    return code, until


async def own_visit(branch: Branch, work: Work, staff: Staff, visit_id: str) -> Visit:
    visit = await work.visits.get(visit_id)
    if visit is None or visit.staff_id != staff.id:
        raise NotFound
    if not visit.is_open(branch.now()):
        raise Refused("visit_over")
    return visit


async def forget_visits(begin: Begin, now: datetime) -> None:
    async with begin() as work:
        await work.visits.forget(now - KEPT)


async def end_visits(work: Work, staff_id: str, now: datetime) -> None:
    """Whoever signs out leaves no customer open behind them."""
    while visit := await work.visits.of_staff(staff_id, now):
        await work.visits.put(visit.ended(now))


async def note(
    branch: Branch,
    work: Work,
    staff: Staff,
    action: AuditAction,
    subject: str,
    outcome: str,
    why: str | None = None,
    **detail: str,
) -> None:
    said = {**detail, "role": staff.role}
    await work.audit.add(AuditEntry(branch.new_id(), branch.now(), staff.id, action, subject, outcome, why, said))
