"""From a step's card to the vendor's page. What opens that page goes into the answer and nowhere else."""

import asyncio
from dataclasses import dataclass

import structlog

from actions.services.actor import Actor
from actions.services.means import Means, get_case, in_work
from actions.services.outcome import answer
from actions.services.ports import Json, Work
from actions.services.record import note, record
from actions.services.vendor_comparing import compare
from actions.services.vendor_hearing import SILENCE, hear_status
from actions.services.vendor_sessions import VendorSession
from actions.services.vendors import Artifact, Opened, Vendor, VendorFailed, VendorRefused
from actions.services.views import stamp
from actions.verification import commands
from actions.verification.case import Case, CaseEvent, EventName
from actions.verification.errors import Refused
from actions.verification.findings import UNAVAILABLE_REASON, unavailable
from actions.verification.journey import Kind, PlannedStep
from actions.verification.progress import Verdict
from actions.verification.status import Status
from actions.verification.vendor_moves import IDENTITY

log = structlog.get_logger(__name__)

AT_VENDOR = frozenset({Kind.VENDOR})
PATIENCE = 15  # seconds; less than the front door waits, so that the customer hears our words and not a broken line
# What it says when there is news that has not come here yet; of everything else a new verification is made.
NEWS = frozenset(
    {Status.SUBMITTED, Status.PROCESSING, Status.IN_REVIEW, Status.APPROVED, Status.DECLINED}
    | {Status.RESUBMISSION_REQUESTED}
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The step that a customer wants to do at its vendor, and what has been begun there before."""

    actor: Actor
    case: Case
    planned: PlannedStep
    language: str
    before: list[VendorSession]

    @property
    def newest(self) -> VendorSession | None:
        newest = self.before[-1] if self.before else None
        same = newest and (newest.vendor, newest.flow) == (self.planned.vendor, self.planned.flow)
        return newest if same and newest and newest.closed_at is None else None


async def open_vendor(means: Means, actor: Actor, case_id: str, step_id: str, language: str | None) -> Json:
    """Whoever comes again comes back to the same verification, as long as the vendor lets them."""

    async def use(work: Work) -> Wanted:
        case = actor.own(await get_case(work, case_id))
        commands.check_evidence(case, step_id, AT_VENDOR)
        before = [each for each in await work.vendor_sessions.of_case(case_id) if each.step == step_id]
        return Wanted(actor, case, means.plan(case, step_id), language or case.language, before)

    wanted = await in_work(means, use)
    vendor = wanted.planned.vendor or ""
    connected = means.vendors.connected.get(vendor)
    if connected is None:
        return await _not_connected(means, wanted)
    try:
        async with asyncio.timeout(PATIENCE):
            artifact = await _way_in(means, connected.vendor, wanted)
    except (VendorFailed, TimeoutError) as failed:
        log.warning("vendor_not_opened", vendor=vendor, code=getattr(failed, "code", "timeout"))
        raise Refused("unavailable") from None
    return {"url": artifact.value, "expires_at": stamp(artifact.expires_at)}


async def _way_in(means: Means, vendor: Vendor, wanted: Wanted) -> Artifact:
    if wanted.newest is None:
        return await _open(means, vendor, wanted)
    try:
        return await vendor.resume(wanted.newest.provider_ref)
    except VendorRefused as refused:
        if refused.code not in ("wrong_state", "not_found"):
            raise
        if refused.code == "wrong_state":
            await _catch_up(means, vendor, wanted, wanted.newest)
    return await _open(means, vendor, wanted)


async def _catch_up(means: Means, vendor: Vendor, wanted: Wanted, newest: VendorSession) -> None:
    """Why does it give no way in? If it is at work or has decided, its webhook is on the way, and nothing is begun
    a second time: the case hears it now, and refuses."""
    said = await vendor.get_status(newest.provider_ref)
    if said.status not in NEWS:
        return
    compared = await compare(means, newest.vendor, newest.provider_ref, said.status)

    async def use(work: Work) -> None:
        await hear_status(means, work, newest.vendor, newest.provider_ref, said, compared)

    await in_work(means, use)
    await in_work(means, lambda work: _still_wanted(work, wanted))


async def _still_wanted(work: Work, wanted: Wanted) -> None:
    commands.check_evidence(await get_case(work, wanted.case.case_id), wanted.planned.id, AT_VENDOR)


async def _open(means: Means, vendor: Vendor, wanted: Wanted) -> Artifact:
    case_id, step, attempt = wanted.case.case_id, wanted.planned.id, len(wanted.before) + 1
    key, flow = f"{case_id}-{step}-{attempt}", wanted.planned.flow or ""
    opened = await vendor.create_case(case_id, flow, wanted.language, means.vendors.return_to, key)
    await in_work(means, lambda work: _write_down(means, work, wanted, opened, attempt))
    await in_work(means, lambda work: _still_wanted(work, wanted))
    return opened.client_artifact


async def _write_down(means: Means, work: Work, wanted: Wanted, opened: Opened, attempt: int) -> None:
    """Also when the case has ended meanwhile: what was opened must be deleted again."""
    vendor, now = wanted.planned.vendor or "", means.now()
    if await work.vendor_sessions.find(vendor, opened.provider_ref):
        return  # the same customer has just asked twice
    case = await get_case(work, wanted.case.case_id)
    session = VendorSession(
        vendor=vendor,
        provider_ref=opened.provider_ref,
        case_id=case.case_id,
        step=wanted.planned.id,
        flow=wanted.planned.flow or "",
        attempt=attempt,
        opened_at=now,
        ask_at=now + SILENCE,
    )
    await work.vendor_sessions.add(session)
    if case.ended or not case.has_consent(case.step(session.step).consent):
        await work.vendor_sessions.close(case.case_id, (session.step,), now)
    event = CaseEvent(EventName.VENDOR_OPENED, session.step, Kind.VENDOR)
    await note(means, work, case, event, wanted.actor, subject=vendor)


async def _not_connected(means: Means, wanted: Wanted) -> Json:
    """Only in development: elsewhere such a journey stops the start."""
    step = wanted.planned.id
    verdict = Verdict(UNAVAILABLE_REASON, (unavailable(IDENTITY),))

    async def use(work: Work) -> Json:
        case = wanted.actor.own(await get_case(work, wanted.case.case_id))
        moved = commands.hand_in(case, step, AT_VENDOR, verdict, means.now())
        await record(means, work, moved, wanted.actor)
        return answer(moved, step, UNAVAILABLE_REASON, means.wording(wanted.language, case))

    return await in_work(means, use)
