"""The tablet of a branch in the hands of a customer: no session of staff on it, one case within reach, for minutes."""

from collections.abc import Mapping
from typing import Any

from handoff.domain.errors import NotFound, Refused
from handoff.domain.people import Customer, Staff
from handoff.domain.visit import Visit
from handoff.services.branch import Branch, note, own_visit
from handoff.services.evidence import fetch_journey
from handoff.services.staff_accounts import hash_token

TABLET = "tablet_"


async def hand_over(branch: Branch, staff: Staff, visit_id: str, session_hash: str) -> tuple[str, Visit]:
    """The tablet goes to the customer without the staff's session: what they hold reaches their own case only."""
    token = TABLET + branch.new_token()
    async with branch.begin() as work:
        visit = await own_visit(branch, work, staff, visit_id)
        visit = visit.handed_over(hash_token(token), branch.now(), branch.tablet)
        await work.visits.put(visit)
        await work.staff_accounts.close_session(session_hash)
        await note(branch, work, staff, "branch_hand_over", visit.case_id, "done")
    return token, visit


async def recognise_tablet(branch: Branch, token: str) -> Customer:
    """Whoever holds the tablet is the customer of the visit, for that case and that long."""
    now = branch.now()
    async with branch.begin() as work:
        visit = await work.visits.with_tablet(hash_token(token))
    if visit is None or not visit.is_with_customer(now) or visit.tablet_until is None:
        raise Refused("expired")
    via = f"on the tablet of a branch, received by {visit.staff_name}"
    return Customer(visit.customer_id, "", None, visit.tablet_until, only_case=visit.case_id, via=via)


async def journey_of(branch: Branch, held: Customer) -> Mapping[str, Any]:
    """Of the visit's own case: a newer one of the same customer is not what the staff received them for."""
    journey = await fetch_journey(branch.actions, held.customer_id, held.via)
    if journey is None or journey["case_id"] != held.only_case:
        raise NotFound
    return journey


async def give_back(branch: Branch, token: str) -> None:
    """The customer is done: from now on the tablet reaches nothing."""
    async with branch.begin() as work:
        visit = await work.visits.with_tablet(hash_token(token))
        if visit:
            await work.visits.put(visit.given_back())
