from dataclasses import replace

import pytest

from actions.services.token_desk import create_token, list_tokens, needs, recognise, revoke_token
from actions.services.tokens import TokenRefused
from actions.verification.errors import Refused
from tests.unit.actions.examples import Bench

SECRET = "a-secret-of-a_test"


async def made(bench: Bench, name: str = "core-banking", key_id: str = "k1", scopes: tuple[str, ...] = ()) -> str:
    return await create_token(bench.means, name, scopes or ("cases:create", "cases:read"), key_id, SECRET)


async def test_a_token_opens_what_its_scopes_name_and_nothing_else() -> None:
    bench = Bench()
    actor = await recognise(bench.means, await made(bench))
    assert (actor.kind, actor.id) == ("service", "core-banking")
    needs(actor, "cases:read")
    with pytest.raises(Refused) as refused:
        needs(actor, "cases:redact")
    assert (refused.value.code, refused.value.fields) == ("forbidden", {"scope": "cases:redact"})


async def test_what_is_kept_of_a_token_is_not_the_token() -> None:
    bench = Bench()
    await made(bench)
    assert SECRET not in repr(bench.store.memory.tokens)


@pytest.mark.parametrize("change", ["wrong secret", "wrong key", "no prefix", "nothing", "hash of nothing"])
async def test_what_is_not_the_token_opens_nothing(change: str) -> None:
    bench = Bench()
    shown = await made(bench)
    wrong = {
        "wrong secret": f"{shown}x",
        "wrong key": shown.replace("k1", "k2"),
        "no prefix": shown.removeprefix("gildong_"),
        "nothing": "",
        "hash of nothing": "gildong_k2_",
    }
    with pytest.raises(Refused, match="unauthorized"):
        await recognise(bench.means, wrong[change])


async def test_a_revoked_token_opens_nothing_and_keeps_its_name() -> None:
    bench = Bench()
    shown, other = await made(bench), await made(bench, "crm", "k2")
    await revoke_token(bench.means, "core-banking")
    with pytest.raises(Refused, match="unauthorized"):
        await recognise(bench.means, shown)
    assert (await recognise(bench.means, other)).id == "crm"
    with pytest.raises(TokenRefused, match="core-banking"):
        await made(bench, key_id="k3")


async def test_of_its_use_the_day_is_noted() -> None:
    bench = Bench()
    shown = await made(bench)
    assert [token.used_on for token in await list_tokens(bench.means)] == [None]
    await recognise(bench.means, shown)
    first = bench.clock().date()
    bench.clock.forward(days=1)
    assert [token.used_on for token in await list_tokens(bench.means)] == [first]
    await recognise(bench.means, shown)
    assert [token.used_on for token in await list_tokens(bench.means)] == [bench.clock().date()]


@pytest.mark.parametrize(
    ("name", "scopes"),
    [("Core Banking", ("cases:read",)), ("", ("cases:read",)), ("x", ()), ("x", ("cases:approve",)), ("x", ("*",))],
)
async def test_a_token_without_a_proper_name_or_scopes_is_not_made(name: str, scopes: tuple[str, ...]) -> None:
    bench = Bench()
    with pytest.raises(TokenRefused):
        await create_token(bench.means, name, scopes, "k1", SECRET)
    assert await list_tokens(bench.means) == []


async def test_only_a_token_that_exists_is_revoked() -> None:
    with pytest.raises(TokenRefused, match="nobody"):
        await revoke_token(Bench().means, "nobody")


async def test_who_revokes_twice_does_not_move_the_moment() -> None:
    bench = Bench()
    await made(bench)
    await revoke_token(bench.means, "core-banking")
    [revoked] = await list_tokens(bench.means)
    bench.clock.forward(days=3)
    await revoke_token(bench.means, "core-banking")
    assert await list_tokens(bench.means) == [replace(revoked)]
