"""Who is asking: a customer by the bank's token, staff by cookie, a program of the bank by its own token."""

import hmac
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from sanic import Request

from handoff.domain.errors import Forbidden, NotFound, Refused
from handoff.domain.people import Customer, Staff
from handoff.services.staff_accounts import csrf_of

READS = ("GET", "HEAD")


def bearer(request: Request) -> str:
    scheme, _, token = (request.headers.get("authorization") or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Refused("invalid_token")
    return token.strip()


@dataclass(frozen=True, slots=True)
class CustomerGuard:
    authenticate: Callable[[str], Awaitable[Customer]]
    spend: Callable[[str], None]  # refuses a customer who asks too often

    async def customer(self, request: Request, case_id: str | None = None) -> Customer:
        """Whoever holds a tablet of a branch reaches the one case of the visit, and nothing that has none."""
        customer = await self.authenticate(bearer(request))
        if customer.only_case not in (None, case_id):
            raise NotFound
        self.spend(customer.customer_id)
        return customer


@dataclass(frozen=True, slots=True)
class StaffGuard:
    authenticate: Callable[[Mapping[str, str]], Awaitable[Staff | None]]
    cookie: str
    own_origins: Sequence[str]

    async def staff(self, request: Request, permission: str | None = None) -> Staff:
        """The member of staff, who has the permission; what changes something also proves that our page asked."""
        staff = await self.authenticate({self.cookie: self.token(request)})
        if staff is None:
            raise Refused("signed_out")
        if request.method not in READS:
            self.check_origin(request)
            self._check_csrf(request)
        if permission and not staff.may(permission):
            raise Forbidden
        return staff

    def token(self, request: Request) -> str:
        return request.cookies.get(self.cookie) or ""

    def check_origin(self, request: Request) -> None:
        """A browser always names the origin of such a request; a program that is none sends nothing."""
        origin = request.headers.get("origin")
        if origin is not None and origin not in self.own_origins:
            raise Refused("bad_origin")

    def _check_csrf(self, request: Request) -> None:
        given = (request.headers.get("x-csrf-token") or "").encode()
        if not hmac.compare_digest(given, csrf_of(self.token(request)).encode()):
            raise Refused("bad_csrf")


@dataclass(frozen=True, slots=True)
class ServiceGuard:
    tokens: Sequence[str]

    def check(self, request: Request) -> None:
        given = bearer(request).encode()
        if not any(hmac.compare_digest(given, token.encode()) for token in self.tokens):
            raise Refused("invalid_token")
