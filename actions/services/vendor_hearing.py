"""What a vendor has said reaches the case."""

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from actions.services.actor import Actor
from actions.services.means import Means, get_case
from actions.services.ports import Work
from actions.services.record import note, record
from actions.services.vendor_comparing import Compared
from actions.services.vendor_sessions import VendorSession
from actions.services.vendors import VendorStatus
from actions.verification import vendor_moves
from actions.verification.case import DONE, Case, CaseEvent, EventName
from actions.verification.findings import Finding
from actions.verification.reasons import reason_for
from actions.verification.status import ENDED, Status
from actions.verification.vendor_events import DECISIONS, Heard, VendorEvent, Verdict, hear
from actions.verification.vendor_moves import VendorSays

log = structlog.get_logger(__name__)

SILENCE = timedelta(minutes=15)  # a vendor's machine is done sooner; its people and our customers may not be
LONGEST_SILENCE = timedelta(days=1)


def vendor_actor(means: Means, vendor: str) -> Actor:
    return Actor("vendor", vendor, means.vendors.titles.get(vendor))


async def hear_event(means: Means, work: Work, vendor: str, event: VendorEvent, compared: Compared) -> bool:
    """False when there is no such verification here, or not yet."""
    if event.unknown:
        log.warning("vendor_word_unknown", vendor=vendor, words=event.unknown)
    if event.status is None:
        return True
    session = await work.vendor_sessions.find(vendor, event.provider_ref)
    if session is None:
        return False
    await _hear(means, work, session, event, compared)
    return True


async def hear_status(
    means: Means, work: Work, vendor: str, provider_ref: str, said: VendorStatus, compared: Compared
) -> None:
    """Asked instead of told: the same as before is no news, however often it is asked."""
    session = await work.vendor_sessions.find(vendor, provider_ref)
    if session is None:
        return
    known = session.heard.standing
    if known is not None and (known.status, known.reasons) == (said.status, said.reasons):
        await work.vendor_sessions.hear(session, session.heard, session.heard_at, _ask_at(session, known, means.now()))
        return
    decided, asked = said.status in DECISIONS, f"asked:{said.updated_at.isoformat()}"
    event = VendorEvent(asked, "asked", provider_ref, said.updated_at, said.status, decided, said.reasons)
    await _hear(means, work, session, event, compared)


async def _hear(means: Means, work: Work, session: VendorSession, event: VendorEvent, compared: Compared) -> None:
    heard, verdict = hear(session.heard, event)
    is_news, standing = verdict is Verdict.NEWS, heard.standing
    if is_news and standing is not None:
        await _move(means, work, session, standing, compared)
    heard_at = means.now() if is_news else session.heard_at
    since = replace(session, heard_at=heard_at)
    await work.vendor_sessions.hear(session, _kept(heard), heard_at, _ask_at(since, standing, means.now()))
    if standing is not None and standing.status is Status.REDACTED:
        await note_redacted(means, work, session)


def _kept(heard: Heard) -> Heard:
    """Which events have come is what the inbox knows."""
    return replace(heard, seen=frozenset())


def _ask_at(session: VendorSession, standing: VendorEvent | None, now: datetime) -> datetime | None:
    """The longer nothing new is heard, the less often it is asked."""
    if session.closed_at or (standing is not None and standing.status in ENDED):
        return None
    silent = now - (session.heard_at or session.opened_at)
    return now + min(max(silent, SILENCE), LONGEST_SILENCE)


async def _move(means: Means, work: Work, session: VendorSession, standing: VendorEvent, compared: Compared) -> None:
    case = await get_case(work, session.case_id)
    await compared.still_holds(work, case)
    says = _says(means, session, standing, compared.findings)
    if not await _counts(work, case, session, says):
        return
    moved = vendor_moves.hear(case, session.step, says, means.now())
    if moved is not None:
        await record(means, work, moved, vendor_actor(means, session.vendor))


def _says(means: Means, session: VendorSession, standing: VendorEvent, compared: tuple[Finding, ...]) -> VendorSays:
    status, reasons = standing.status or Status.IN_REVIEW, standing.reasons
    sensitive = [code for code in reasons if reason_for(code).sensitive]
    for_us = status is Status.IN_REVIEW and bool(sensitive or standing.unknown)
    connected = means.vendors.connected.get(session.vendor)
    return VendorSays(
        session.vendor,
        status,
        next(iter([*sensitive, *reasons]), None),
        for_us=for_us,
        simulated=connected is not None and connected.is_test,
        compared=compared if status is Status.APPROVED else (),
    )


async def _counts(work: Work, case: Case, session: VendorSession, says: VendorSays) -> bool:
    """The newest verification of a step speaks for it; an earlier one only to take something back."""
    if session.closed_at is not None:
        return False
    of_step = [each for each in await work.vendor_sessions.of_case(case.case_id) if each.step == session.step]
    if session.attempt == max(each.attempt for each in of_step):
        return True
    return says.status is Status.DECLINED and case.step(session.step).state in DONE


async def note_redacted(means: Means, work: Work, session: VendorSession) -> None:
    """The vendor says that it has deleted what it had."""
    if session.redacted_at is not None:
        return
    await work.vendor_sessions.redacted(session, means.now())
    case = await work.cases.get(session.case_id)
    if case is not None:
        event = CaseEvent(EventName.VENDOR_REDACTED, session.step)
        await note(means, work, case, event, vendor_actor(means, session.vendor))
