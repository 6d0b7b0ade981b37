"""handoff/ says who asks, signs it, and it holds for a minute."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal, TypeVar

import jwt
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sanic import Request

from actions.services.actor import Actor
from actions.verification.errors import Refused

AUDIENCE = "actions"
WHOSE_AUDIENCE = "actions.whose"  # tells nothing of who asks, and opens no door
LONGEST = 60  # seconds a statement may hold
CLOCKS = 30  # seconds the clocks of two machines may differ

Name = Annotated[str, Field(min_length=1, max_length=128)]


class Statement(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    sub: Name
    kind: Literal["customer", "staff", "service"]
    exp: float
    customer_id: Name | None = None
    role: str | None = None
    name: str | None = None
    permissions: frozenset[str] = frozenset()
    reason: Annotated[str, Field(max_length=500)] | None = None


class Whose(BaseModel):
    """Which customer of ours the bank means by its own name. Nobody, when it has been asked about and is not known."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    kind: Literal["customer", "installation"]
    id: Annotated[str, Field(min_length=1, max_length=200)]
    exp: float
    customer_id: Name | None = None


Claims = TypeVar("Claims", Statement, Whose)


class Statements:
    def __init__(self, secret: str, now: Callable[[], datetime]) -> None:
        self._secret, self._now = secret, now

    def actor(self, request: Request) -> Actor:
        scheme, _, token = (request.headers.get("authorization") or "").partition(" ")
        if scheme.lower() != "bearer":
            raise Refused("unauthorized")
        statement = self._read(token, AUDIENCE, Statement)
        customer = statement.kind == "customer"
        return Actor(
            kind=statement.kind,
            id=(statement.customer_id or statement.sub) if customer else statement.sub,
            name=statement.name,
            role=statement.role,
            permissions=frozenset() if customer else statement.permissions,
            why=statement.reason,
        )

    def whose(self, request: Request, kind: str, name: str) -> str | None:
        """Our id of whom the body or the query names, as handoff/ has looked it up and signed it."""
        whose = self._read(request.headers.get("x-gildong-whose") or "", WHOSE_AUDIENCE, Whose)
        if (whose.kind, whose.id) != (kind, name):
            raise Refused("unauthorized")
        return whose.customer_id

    def _read(self, token: str, audience: str, model: type[Claims]) -> Claims:
        try:
            # the time is checked below, by the program's own clock
            options = {"require": ["exp", "aud"], "verify_exp": False, "verify_iat": False}
            claims = jwt.decode(token, self._secret, algorithms=["HS256"], audience=audience, options=options)  # type: ignore[arg-type]  # a plain dict of options
            read = model.model_validate(claims)
        except (jwt.PyJWTError, ValidationError):
            raise Refused("unauthorized") from None
        if not self._now().timestamp() - CLOCKS < read.exp < self._now().timestamp() + LONGEST + CLOCKS:
            raise Refused("unauthorized")
        return read
