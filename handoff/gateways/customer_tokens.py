"""Verifies the tokens that the bank's app gives to customers; what they say comes out, nothing else does."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import jwt
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from handoff.domain.errors import Refused
from handoff.domain.subject import Claims

LEEWAY = timedelta(seconds=10)  # clocks of two machines
REQUIRED = ["iss", "aud", "sub", "exp"]
LANGUAGES = ("ko", "fa", "en")

Key = tuple[Any, str]
"""A key and the one algorithm that it is for."""
FindKey = Callable[[str | None], Awaitable[Key | None]]


class _TokenClaims(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    sub: str = Field(min_length=1, max_length=200)
    exp: int
    name: str = Field("", max_length=100)
    locale: str | None = Field(None, max_length=35)
    kind: Literal["customer", "installation"] = "customer"
    installation: str | None = Field(None, min_length=1, max_length=200)


class CustomerTokens:
    def __init__(self, find_key: FindKey, issuer: str, audience: str) -> None:
        self._find_key = find_key
        self._issuer = issuer
        self._audience = audience

    async def verify(self, token: str) -> Claims:
        """Refused("expired") or Refused("invalid_token")."""
        try:
            key = await self._find_key(jwt.get_unverified_header(token).get("kid"))
            if key is None:
                raise Refused("invalid_token")
            payload = jwt.decode(
                token,
                key[0],
                algorithms=[key[1]],
                issuer=self._issuer,
                audience=self._audience,
                leeway=LEEWAY,
                options={"require": REQUIRED},
            )
            return _claims(_TokenClaims.model_validate(payload))
        except jwt.ExpiredSignatureError:
            raise Refused("expired") from None
        except (jwt.InvalidTokenError, jwt.InvalidKeyError, ValidationError, ValueError, OverflowError):
            # ValueError also for what cannot be encoded, or ends beyond the calendar (milliseconds for seconds)
            raise Refused("invalid_token") from None


def shared_secret(secret: str) -> FindKey:
    async def find(_kid: str | None) -> Key:
        return secret, "HS256"

    return find


def make_token(secret: str, issuer: str, audience: str, claims: Mapping[str, object], expires_at: datetime) -> str:
    """As the bank would; used by the development page alone."""
    given = {name: value for name, value in claims.items() if value}
    return jwt.encode({**given, "iss": issuer, "aud": audience, "exp": expires_at}, secret, algorithm="HS256")


def _claims(token: _TokenClaims) -> Claims:
    language = (token.locale or "")[:2].lower()
    return Claims(
        kind=token.kind,
        external_id=token.sub,
        name="".join(letter for letter in token.name if letter.isprintable()).strip(),
        locale=language if language in LANGUAGES else None,
        expires_at=datetime.fromtimestamp(token.exp, UTC),
        installation=token.installation,
    )
