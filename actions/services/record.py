"""Write down what a command did: the case, its history, what others must hear, and what must no longer be kept."""

import json
from datetime import datetime, timedelta

from actions.services.actor import Actor
from actions.services.bank_events import tell_bank
from actions.services.means import Means
from actions.services.ports import HistoryEntry, Work
from actions.services.views import event_view
from actions.verification.case import Case, CaseEvent, EventName, Moved
from actions.verification.status import OVER, Status

# Between the bank's people and the case; the customer hears of what follows from it.
SILENT = frozenset(
    {
        EventName.PAUSED,
        EventName.RISK_CHANGED,
        EventName.RESUMED,
        EventName.REVEALED,
        EventName.REVEAL_REFUSED,
        EventName.FOUND_AT_BRANCH,
        EventName.PURGED,
        EventName.ERASED,
        EventName.CODE_SENT,
        EventName.DECISION_PROPOSED,
        EventName.REVIEW_REQUESTED,
        EventName.VENDOR_OPENED,
        EventName.VENDOR_CHANGED,
        EventName.VENDOR_REDACTED,
    }
)
ALL_KINDS = frozenset({"details", "document", "selfie", "signature"})


async def record(means: Means, work: Work, moved: Moved, actor: Actor) -> Case:
    if moved.before == 0:
        await work.cases.add(moved.case)
        await work.vault.put_key(moved.case.case_id, means.sealing.new_key(moved.case.case_id))
    else:
        await work.cases.save(moved)
    for place, event in enumerate(moved.events, start=moved.before + 1):
        await note(means, work, moved.case, event, actor, version=place)
    if any(event.name is EventName.STATUS_CHANGED for event in moved.events):
        await _settle(means, work, moved.case)
    return moved.case


async def note(
    means: Means,
    work: Work,
    case: Case,
    event: CaseEvent,
    actor: Actor,
    *,
    version: int | None = None,
    subject: str | None = None,
) -> None:
    at = means.now()
    version = case.version if version is None else version
    entry = HistoryEntry(
        case_id=case.case_id,
        version=version,
        name=str(event.name),
        at=at,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name,
        role=actor.role,
        step=event.step,
        kind=str(event.kind) if event.kind else None,
        reason=event.reason,
        attempts_left=event.attempts_left,
        why=actor.why,
        subject=subject,
        turn_id=actor.turn_id,
    )
    await work.history.append(entry)
    if event.name not in SILENT:
        body = event_view(means.new_id(), case, event, version, actor.turn_id)
        await work.outbox.append(case.case_id, json.dumps(body, ensure_ascii=False), at)
    if event.name in means.bank_hears:
        await tell_bank(work, case, event, version, means.new_id())


async def _settle(means: Means, work: Work, case: Case) -> None:
    """Say how long evidence is kept, as soon as the status says it."""
    retention = means.journey_of(case).retention
    now = means.now()
    if case.ended:
        await work.challenges.delete_of(case.case_id)
        await work.codes.delete(case.case_id)
    if case.status in OVER:
        await work.vault.delete_all(case.case_id)
        await work.vendor_sessions.close(case.case_id, None, now)
    elif case.status is Status.APPROVED:
        # document and details stay until the bank says that the relationship has ended (`end_relationship`)
        until = now + timedelta(days=retention.selfie)
        await work.vault.keep_until(case.case_id, frozenset({"selfie"}), until)
        await work.vendor_sessions.keep_until(case.case_id, None if means.journey_of(case).law_at_vendor else until)
    elif case.status is Status.DECLINED:
        await _keep_all(work, case, now + timedelta(days=retention.declined))
    else:
        await _keep_all(work, case, None)


async def _keep_all(work: Work, case: Case, until: datetime | None) -> None:
    await work.vault.keep_until(case.case_id, ALL_KINDS, until)
    await work.vendor_sessions.keep_until(case.case_id, until)
