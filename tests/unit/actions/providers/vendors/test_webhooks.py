from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.providers.vendors.webhooks import (
    MAX_BODY,
    ONFIDO,
    PERSONA,
    STRIPE,
    Algorithm,
    Scheme,
    sumsub,
    veriff,
    verify,
)
from actions.services.vendors import WebhookRefused
from tests.unit.actions.providers.vendors.signing import BODY, SECRET, T, dated, digest

NOW = datetime.fromtimestamp(T, UTC)
VERIFF = veriff("api-key-of-this-test")
DATED = [STRIPE, PERSONA]
RAW = [ONFIDO, VERIFF, sumsub(), sumsub(Algorithm.SHA512), sumsub(Algorithm.SHA1)]


def signed(scheme: Scheme, body: bytes = BODY, secret: str = SECRET) -> dict[str, str]:
    signature = dated(body, secret=secret) if scheme in DATED else digest(body, secret, scheme.algorithm)
    return {scheme.header: signature, **scheme.must_say}


def refusal(
    scheme: Scheme,
    headers: Mapping[str, str],
    body: bytes = BODY,
    now: datetime = NOW,
    secrets: tuple[str, ...] = (SECRET,),
) -> str | None:
    try:
        verify(scheme, secrets, headers, body, now)
    except WebhookRefused as refused:
        return refused.code
    return None


@pytest.mark.parametrize("scheme", DATED + RAW)
def test_r53_what_the_vendor_signed_is_taken(scheme: Scheme) -> None:
    assert refusal(scheme, signed(scheme)) is None


@pytest.mark.parametrize("scheme", DATED + RAW)
def test_r53_one_space_more_and_it_is_refused(scheme: Scheme) -> None:
    assert refusal(scheme, signed(scheme), BODY + b" ") == "signature"


@pytest.mark.parametrize("scheme", DATED + RAW)
def test_r53_the_same_json_in_other_bytes_is_refused(scheme: Scheme) -> None:
    assert refusal(scheme, signed(scheme), b'{"id": "evt_1"}') == "signature"


@pytest.mark.parametrize("scheme", DATED + RAW)
def test_r53_the_signature_of_another_secret_is_refused(scheme: Scheme) -> None:
    assert refusal(scheme, signed(scheme, secret="whsec_other")) == "signature"


@pytest.mark.parametrize("scheme", DATED + RAW)
def test_r53_two_secrets_hold_while_one_takes_over_from_the_other(scheme: Scheme) -> None:
    for secret in ("whsec_old", "whsec_new"):
        assert refusal(scheme, signed(scheme, secret=secret), secrets=("whsec_new", "whsec_old")) is None
    assert refusal(scheme, signed(scheme), secrets=("whsec_new", "whsec_old")) == "signature"


@pytest.mark.parametrize("scheme", DATED + RAW)
def test_r53_without_its_header_it_is_refused(scheme: Scheme) -> None:
    assert refusal(scheme, dict(scheme.must_say)) == "missing_header"
    assert refusal(scheme, {scheme.header: " ", **scheme.must_say}) == "missing_header"


@pytest.mark.parametrize("scheme", DATED)
@pytest.mark.parametrize(("seconds", "code"), [(301, "too_old"), (300, None), (-300, None), (-301, "too_new")])
def test_r53_its_time_may_differ_from_ours_by_five_minutes_either_way(
    scheme: Scheme, seconds: int, code: str | None
) -> None:
    assert refusal(scheme, signed(scheme), now=NOW + timedelta(seconds=seconds)) == code


def test_r53_a_fresh_time_does_not_revive_an_old_signature() -> None:
    old = dated(t=T - 3600)
    assert refusal(STRIPE, {STRIPE.header: old.replace(str(T - 3600), str(T))}) == "signature"


@pytest.mark.parametrize("scheme", DATED)
def test_r53_a_second_signature_of_a_rotation_is_found(scheme: Scheme) -> None:
    first, second = dated(secret="whsec_not_ours"), dated()
    in_one = f"{first},{second.partition(',')[2]}"
    for header in (in_one, f"{first} {second}", f"{second} {first}", in_one.replace(",", ", ")):
        assert refusal(scheme, {scheme.header: header}) is None


def test_r53_signatures_of_two_moments_each_need_their_own_time() -> None:
    fresh, stale = dated(secret="whsec_not_ours"), dated(t=T - 3600)
    assert refusal(PERSONA, {PERSONA.header: f"{fresh} {stale}"}) == "too_old"
    for header in (f"{stale} {dated()}", f"{dated()} {stale}"):
        assert refusal(PERSONA, {PERSONA.header: header}) is None


@pytest.mark.parametrize(
    "header",
    [
        "nonsense",
        f"t={T}",
        dated().replace("v1", "v0"),
        dated().replace("t=", "t=0"),
        f"t={T},{dated()}",
        dated(t=-1),
        dated(t="1700000000.5"),
        dated(t="١٧٠٠٠٠٠٠٠٠"),
        f"t={T},v1=",
        f"t={T},v1=가",
        f"t={T},v1=\udcff",
    ],
)
def test_r53_a_header_that_is_not_as_agreed_is_refused(header: str) -> None:
    assert refusal(STRIPE, {STRIPE.header: header}) == "signature"


@pytest.mark.parametrize("scheme", DATED + RAW)
def test_r53_names_of_headers_may_be_written_in_any_case(scheme: Scheme) -> None:
    assert refusal(scheme, {name.title(): value for name, value in signed(scheme).items()}) is None


def test_r53_a_signature_that_comes_twice_is_refused() -> None:
    assert refusal(ONFIDO, {"X-SHA2-Signature": digest(BODY), "x-sha2-signature": "00"}) == "header_twice"


@pytest.mark.parametrize("said", ["HMAC_SHA1_HEX", "HMAC_SHA512_HEX", "none", ""])
def test_r53_no_header_chooses_the_algorithm(said: str) -> None:
    algorithm = {"HMAC_SHA1_HEX": "sha1", "HMAC_SHA512_HEX": "sha512"}.get(said, "sha256")
    headers = {"x-payload-digest": digest(BODY, algorithm=algorithm), "x-payload-digest-alg": said}
    assert refusal(sumsub(), headers) == "not_as_configured"


def test_r53_another_customer_of_the_vendor_is_refused() -> None:
    assert refusal(VERIFF, signed(VERIFF) | {"x-auth-client": "somebody else"}) == "not_as_configured"


@pytest.mark.parametrize("scheme", [STRIPE, ONFIDO])
def test_r53_a_megabyte_is_taken_and_more_is_not_even_looked_at(scheme: Scheme) -> None:
    body = b"x" * 1_000_000
    assert refusal(scheme, signed(scheme, body), body) is None
    larger = b"x" * (MAX_BODY + 1)
    assert refusal(scheme, signed(scheme, larger), larger) == "too_large"


def test_r53_a_header_without_end_is_refused() -> None:
    assert refusal(STRIPE, {STRIPE.header: dated() + ",v1=0" * 2000}) == "too_large"


def test_r53_a_vendor_without_a_secret_has_signed_nothing() -> None:
    assert refusal(ONFIDO, {ONFIDO.header: digest(BODY, "")}, secrets=()) == "signature"


@given(body=st.binary(min_size=1, max_size=200), place=st.integers(0), bit=st.integers(0, 7), data=st.data())
def test_r53_any_bit_that_changes_is_noticed(body: bytes, place: int, bit: int, data: st.DataObject) -> None:
    scheme = data.draw(st.sampled_from(DATED + RAW))
    changed = bytearray(body)
    changed[place % len(body)] ^= 1 << bit
    assert refusal(scheme, signed(scheme, body), body) is None
    assert refusal(scheme, signed(scheme, body), bytes(changed)) == "signature"


@given(t=st.integers(0, 99_999_999_999), other=st.integers(0, 99_999_999_999))
def test_r53_any_other_time_is_noticed(t: int, other: int) -> None:
    header = dated(t=t).replace(f"t={t},", f"t={other},")
    now = datetime.fromtimestamp(min(other, 200_000_000_000), UTC)
    assert refusal(STRIPE, {STRIPE.header: header}, now=now) == (None if other == t else "signature")


@given(header=st.text(st.characters(), max_size=120), body=st.binary(max_size=50), data=st.data())
def test_r53_whatever_stands_in_the_header_it_is_refused_and_nothing_breaks(
    header: str, body: bytes, data: st.DataObject
) -> None:
    scheme = data.draw(st.sampled_from(DATED + RAW))
    assert refusal(scheme, {scheme.header: header, **scheme.must_say}, body) in ("signature", "missing_header")
