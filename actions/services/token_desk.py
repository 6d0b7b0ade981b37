"""Tokens of the bank's programs: made, listed and revoked by the operator, checked at the door."""

from collections.abc import Collection
from dataclasses import replace

from actions.services.actor import Actor
from actions.services.means import Means, in_work
from actions.services.ports import Work
from actions.services.tokens import ServiceToken, TokenRefused, make_token, opens, read_token, used
from actions.verification.errors import Refused


async def create_token(means: Means, name: str, scopes: Collection[str], key_id: str, secret: str) -> str:
    """The token, to be shown once."""
    token, shown = make_token(name, scopes, key_id, secret, means.now())

    async def use(work: Work) -> bool:
        return await work.service_tokens.add(token)

    if not await in_work(means, use):
        raise TokenRefused(f"there is or was a token named {name}: a name is used once, since history names it")
    return shown


async def list_tokens(means: Means) -> list[ServiceToken]:
    async def use(work: Work) -> list[ServiceToken]:
        return await work.service_tokens.all()

    return await in_work(means, use)


async def revoke_token(means: Means, name: str) -> None:
    async def use(work: Work) -> None:
        token = next((each for each in await work.service_tokens.all() if each.name == name), None)
        if token is None:
            raise TokenRefused(f"there is no token named {name}")
        await work.service_tokens.save(replace(token, revoked_at=token.revoked_at or means.now()))

    await in_work(means, use)


async def recognise(means: Means, shown: str) -> Actor:
    """The program whose token this is, with its scopes as permissions."""
    key_id, shown_hash = read_token(shown)

    async def use(work: Work) -> ServiceToken | None:
        token = await work.service_tokens.of_key(key_id)
        if not opens(token, shown_hash) or token is None:
            return None
        today = used(token, means.now().date())
        if today:
            await work.service_tokens.save(today)
        return token

    token = await in_work(means, use)
    if token is None:
        raise Refused("unauthorized")
    return Actor("service", token.name, permissions=token.scopes)


def needs(actor: Actor, scope: str) -> None:
    """Whoever made the token learns which scope is missing."""
    if scope not in actor.permissions:
        raise Refused("forbidden", {"scope": scope})
