"""From the bank's token to our customer: an opaque id that says nothing about anyone."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from handoff.domain.audit import AuditEntry
from handoff.domain.errors import Refused
from handoff.domain.people import Customer
from handoff.domain.subject import Claims, Subject, SubjectKind
from handoff.services.ports import Begin, Work


async def recognise(begin: Begin, claims: Claims, now: datetime, new_id: Callable[[], str]) -> Customer:
    """The customer whom verified claims speak of; an installation that a token names is linked to them."""
    async with begin() as work:
        if claims.kind == "customer" and claims.installation:
            customer_id = await link(work, claims.installation, claims.external_id, now, new_id)
        else:
            customer_id = await _customer_id(work, claims, now, new_id)
    return Customer(customer_id, claims.name, claims.locale, claims.expires_at)


async def link_installation(
    begin: Begin, installation: str, customer: str, now: datetime, new_id: Callable[[], str]
) -> str:
    """By the bank's own programs: what they change, and what they may not, is written down."""
    async with begin() as work:
        before = await work.subjects.find("installation", installation)
    try:
        async with begin() as work:
            customer_id = await link(work, installation, customer, now, new_id)
            if before is None or before.linked_to is None:
                await work.audit.add(_linked(customer_id, "done", now, new_id))
    except Refused as error:
        async with begin() as work:
            await work.audit.add(_linked(before.customer_id if before else "unknown", error.code, now, new_id))
        raise
    return customer_id


def _linked(customer_id: str, outcome: str, now: datetime, new_id: Callable[[], str]) -> AuditEntry:
    return AuditEntry(new_id(), now, "service", "installation_linked", customer_id, outcome)


async def resolve_customer(
    begin: Begin, kind: SubjectKind, external_id: str, now: datetime, new_id: Callable[[], str]
) -> str:
    """Our id of whom the bank names, who may be new to us; of an installation that is linked, its customer's."""
    async with begin() as work:
        subject = await work.subjects.add(Subject(kind, external_id, new_id(), now))
        if subject.linked_to:
            subject = await work.subjects.add(Subject("customer", subject.linked_to, new_id(), now))
        return subject.customer_id


async def find_customer(begin: Begin, kind: SubjectKind, external_id: str) -> str | None:
    async with begin() as work:
        subject = await work.subjects.find(kind, external_id)
        return subject.customer_id if subject else None


async def names_of(begin: Begin, customer_ids: Collection[str]) -> Mapping[str, Subject]:
    """How the bank knows these customers, those whom it knows at all."""
    async with begin() as work:
        subjects = await work.subjects.of_customers(customer_ids)
    by_customer: dict[str, list[Subject]] = {}
    for subject in subjects:
        by_customer.setdefault(subject.customer_id, []).append(subject)
    return {customer_id: best_name(known) for customer_id, known in by_customer.items()}


def best_name(known: Sequence[Subject]) -> Subject:
    """A customer's own name before that of an installation of theirs."""
    return next((subject for subject in known if subject.kind == "customer"), known[0])


async def link(work: Work, installation: str, customer: str, now: datetime, new_id: Callable[[], str]) -> str:
    """Give an installation to a customer, once; a customer new to us goes on with the installation's conversation."""
    ours = await work.subjects.add(Subject("installation", installation, new_id(), now))
    if ours.linked_to not in (None, customer):
        raise Refused("linked_to_another")
    subject = await work.subjects.add(Subject("customer", customer, ours.customer_id, now))
    if ours.linked_to is None and not await work.subjects.link(installation, customer, now):
        # Somebody else linked it since we looked; the transaction is undone when it was to another customer.
        stands = await work.subjects.find("installation", installation)
        if stands is None or stands.linked_to != customer:
            raise Refused("linked_to_another")
    return subject.customer_id


async def _customer_id(work: Work, claims: Claims, now: datetime, new_id: Callable[[], str]) -> str:
    subject = await work.subjects.find(claims.kind, claims.external_id)
    if subject is None:
        subject = await work.subjects.add(Subject(claims.kind, claims.external_id, new_id(), now))
    if subject.linked_to:
        # The telephone may be in other hands by now: what belongs to a customer opens with the customer's token.
        raise Refused("sign_in")
    return subject.customer_id
