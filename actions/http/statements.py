"""handoff/ says who asks, signs it, and it holds for a minute."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

import jwt
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sanic import Request

from actions.services.actor import Actor
from actions.verification.errors import Refused

AUDIENCE = "actions"
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


class Statements:
    def __init__(self, secret: str, now: Callable[[], datetime]) -> None:
        self._secret, self._now = secret, now

    def actor(self, request: Request) -> Actor:
        scheme, _, token = (request.headers.get("authorization") or "").partition(" ")
        if scheme.lower() != "bearer":
            raise Refused("unauthorized")
        statement = self._read(token)
        if not self._now().timestamp() - CLOCKS < statement.exp < self._now().timestamp() + LONGEST + CLOCKS:
            raise Refused("unauthorized")
        customer = statement.kind == "customer"
        return Actor(
            kind=statement.kind,
            id=(statement.customer_id or statement.sub) if customer else statement.sub,
            name=statement.name,
            role=statement.role,
            permissions=frozenset() if customer else statement.permissions,
            why=statement.reason,
        )

    def _read(self, token: str) -> Statement:
        try:
            # the time is checked above, by the program's own clock
            options = {"require": ["exp", "sub", "aud"], "verify_exp": False, "verify_iat": False}
            claims = jwt.decode(token, self._secret, algorithms=["HS256"], audience=AUDIENCE, options=options)  # type: ignore[arg-type]  # a plain dict of options
            return Statement.model_validate(claims)
        except (jwt.PyJWTError, ValidationError):
            raise Refused("unauthorized") from None
