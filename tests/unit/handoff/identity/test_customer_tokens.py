import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from handoff.domain.errors import Refused
from handoff.gateways.customer_keys import KeysOfAddress, keys_of_file, parse_keys
from handoff.gateways.customer_tokens import CustomerTokens, shared_secret

SECRET = "a-secret-of-the-bank-for-tests-only-0001"
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def claims(**changes: Any) -> dict[str, Any]:
    standard = {"iss": "bank", "aud": "gildong", "sub": "kim", "exp": datetime.now(UTC) + timedelta(minutes=5)}
    return {name: value for name, value in (standard | changes).items() if value is not None}


def token(**changes: Any) -> str:
    return jwt.encode(claims(**changes), SECRET, algorithm="HS256")


@pytest.fixture
def tokens() -> CustomerTokens:
    return CustomerTokens(shared_secret(SECRET), "bank", "gildong")


async def code_of(refused: Awaitable[Any]) -> str:
    with pytest.raises(Refused) as caught:
        await refused
    return caught.value.code


@pytest.mark.parametrize(
    "given", [token(exp=1_800_000_000_000), token(exp=10**30), "\ud800", "\ud800.a.b", "", "é.é.é"]
)
async def test_a_token_that_cannot_be_read_is_refused(tokens: CustomerTokens, given: str) -> None:
    """Milliseconds for seconds is a mistake that banks make; the rest nobody makes by mistake."""
    assert await code_of(tokens.verify(given)) == "invalid_token"


async def test_a_good_token_tells_who_it_is(tokens: CustomerTokens) -> None:
    said = await tokens.verify(token(name="Kim\u202e Minji", locale="ko-KR", installation="phone-1"))
    assert (said.kind, said.external_id, said.name, said.locale) == ("customer", "kim", "Kim Minji", "ko")
    assert said.installation == "phone-1"


async def test_a_language_that_we_do_not_speak_is_no_language(tokens: CustomerTokens) -> None:
    assert (await tokens.verify(token(locale="de"))).locale is None


async def test_an_expired_token_is_told_apart_so_that_the_app_renews_it(tokens: CustomerTokens) -> None:
    assert await code_of(tokens.verify(token(exp=datetime.now(UTC) - timedelta(minutes=1)))) == "expired"


async def test_clocks_may_differ_by_a_few_seconds(tokens: CustomerTokens) -> None:
    assert (await tokens.verify(token(exp=datetime.now(UTC) - timedelta(seconds=3)))).external_id == "kim"


@pytest.mark.parametrize("missing", ["iss", "aud", "sub", "exp"])
async def test_a_token_without_a_required_claim_is_refused(tokens: CustomerTokens, missing: str) -> None:
    assert await code_of(tokens.verify(token(**{missing: None}))) == "invalid_token"


@pytest.mark.parametrize(
    "wrong",
    [{"iss": "other"}, {"aud": "other"}, {"kind": "staff"}, {"sub": ""}, {"sub": "x" * 201}, {"name": "x" * 101}],
)
async def test_a_token_that_says_something_wrong_is_refused(tokens: CustomerTokens, wrong: dict[str, str]) -> None:
    assert await code_of(tokens.verify(token(**wrong))) == "invalid_token"


@pytest.mark.parametrize("text", ["", "a.b.c", "nonsense", "é"])
async def test_what_is_no_token_is_refused(tokens: CustomerTokens, text: str) -> None:
    assert await code_of(tokens.verify(text)) == "invalid_token"


async def test_a_token_signed_by_nobody_or_by_another_is_refused(tokens: CustomerTokens) -> None:
    unsigned = jwt.encode(claims(), "", algorithm="none")
    other = jwt.encode(claims(), "another-secret-that-is-long-enough-0001", algorithm="HS256")
    stronger = jwt.encode(claims(), SECRET * 2, algorithm="HS512")
    for text in (unsigned, other, stronger):
        assert await code_of(tokens.verify(text)) == "invalid_token"


def jwks(*keys: tuple[str, Any, Any]) -> bytes:
    entries = [{**algorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid} for kid, key, algorithm in keys]
    return json.dumps({"keys": entries}).encode()


ALGORITHMS = jwt.algorithms
KEYS = {
    "rsa": (RSA_KEY, "RS256", ALGORITHMS.RSAAlgorithm),
    "ec": (ec.generate_private_key(ec.SECP256R1()), "ES256", ALGORITHMS.ECAlgorithm),
    "okp": (ed25519.Ed25519PrivateKey.generate(), "EdDSA", ALGORITHMS.OKPAlgorithm),
}


@pytest.mark.parametrize("kind", KEYS)
async def test_keys_of_a_file_are_found_by_their_id(tmp_path: Path, kind: str) -> None:
    (tmp_path / "jwks.json").write_bytes(jwks(*[(name, key, how) for name, (key, _, how) in KEYS.items()]))
    tokens = CustomerTokens(keys_of_file(str(tmp_path / "jwks.json")), "bank", "gildong")
    key, algorithm, _ = KEYS[kind]
    signed = jwt.encode(claims(), key, algorithm=algorithm, headers={"kid": kind})
    assert (await tokens.verify(signed)).external_id == "kim"
    unknown = jwt.encode(claims(), key, algorithm=algorithm, headers={"kid": "another"})
    assert await code_of(tokens.verify(unknown)) == "invalid_token"


async def test_a_token_cannot_choose_another_algorithm_for_a_key(tmp_path: Path) -> None:
    (tmp_path / "jwks.json").write_bytes(jwks(("rsa", *KEYS["rsa"][::2])))
    tokens = CustomerTokens(keys_of_file(str(tmp_path / "jwks.json")), "bank", "gildong")
    signed = jwt.encode(claims(), RSA_KEY, algorithm="RS512", headers={"kid": "rsa"})
    assert await code_of(tokens.verify(signed)) == "invalid_token"


def test_a_secret_in_a_public_list_of_keys_is_no_key() -> None:
    assert parse_keys(b'{"keys": [{"kty": "oct", "k": "c2VjcmV0", "kid": "a"}]}') == {}


class Address:
    def __init__(self, text: bytes) -> None:
        self.text, self.asked = text, 0

    async def fetch(self) -> bytes:
        self.asked += 1
        if not self.text:
            raise ValueError
        return self.text


def later(moments: list[datetime]) -> Callable[[], datetime]:
    return lambda: moments[0]


async def test_an_unknown_key_id_does_not_hammer_the_bank() -> None:
    address, clock = Address(jwks(("a", *KEYS["ec"][::2]))), [NOW]
    keys = KeysOfAddress(address.fetch, later(clock))
    for _ in range(5):
        assert await keys.find("unknown") is None
    assert address.asked == 1
    clock[0] += timedelta(seconds=31)
    assert await keys.find("unknown") is None
    assert address.asked == 2


async def test_keys_that_were_fetched_outlive_the_banks_key_server() -> None:
    address, clock = Address(jwks(("a", *KEYS["ec"][::2]))), [NOW]
    keys = KeysOfAddress(address.fetch, later(clock))
    assert await keys.find("a") is not None
    address.text = b""
    clock[0] += timedelta(hours=1)
    assert await keys.find("a") is not None
