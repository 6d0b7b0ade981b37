"""One verifier for all vendors that sign webhooks with a shared secret, over the bytes that came.

Two families: the raw body is signed (Onfido, Veriff, Sumsub), or a time, a dot and the raw body (Stripe, Persona).
How a vendor signs is ours to say: nothing in a request can choose the algorithm or the family."""

import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from actions.services.vendors import WebhookRefused

MAX_BODY = 1_048_576  # bytes; vendors send kilobytes, and whoever is not one must not make us hash more
MAX_HEADER = 4096
TOLERANCE = timedelta(seconds=300)  # what both dated vendors recommend
MOMENT = re.compile(r"[0-9]{1,11}")
PAIR_BREAK = re.compile(r",\s*")


class Family(StrEnum):
    RAW_BODY = "raw_body"
    DATED_BODY = "dated_body"


class Algorithm(StrEnum):
    SHA256 = "sha256"
    SHA512 = "sha512"
    SHA1 = "sha1"  # an old default of one vendor; only for who says so in the settings


@dataclass(frozen=True, slots=True)
class Scheme:
    """`must_say`: headers that must hold exactly this, such as the name of the configured algorithm."""

    header: str
    family: Family
    algorithm: Algorithm = Algorithm.SHA256
    must_say: Mapping[str, str] = field(default_factory=dict, repr=False)  # may hold a key
    tolerance: timedelta = TOLERANCE


STRIPE = Scheme("stripe-signature", Family.DATED_BODY)
PERSONA = Scheme("persona-signature", Family.DATED_BODY)
ONFIDO = Scheme("x-sha2-signature", Family.RAW_BODY)


def veriff(api_key: str) -> Scheme:
    return Scheme("x-hmac-signature", Family.RAW_BODY, must_say={"x-auth-client": api_key})


def sumsub(algorithm: Algorithm = Algorithm.SHA256) -> Scheme:
    named = {"x-payload-digest-alg": f"HMAC_{algorithm.upper()}_HEX"}
    return Scheme("x-payload-digest", Family.RAW_BODY, algorithm, named)


def verify(scheme: Scheme, secrets: Sequence[str], headers: Mapping[str, str], body: bytes, now: datetime) -> None:
    """Returns for what was signed with one of the secrets (two while they are changed), and raises for the rest."""
    if len(body) > MAX_BODY:
        raise WebhookRefused("too_large")
    found = _folded(headers)
    for name, wanted in scheme.must_say.items():
        if not hmac.compare_digest(_bytes(found.get(name, "")), _bytes(wanted)):
            raise WebhookRefused("not_as_configured")
    given = found.get(scheme.header, "").strip()
    if not given:
        raise WebhookRefused("missing_header")
    if len(given) > MAX_HEADER:
        raise WebhookRefused("too_large")
    if scheme.family is Family.RAW_BODY:
        _check_raw(scheme, secrets, given, body)
    else:
        _check_dated(scheme, secrets, given, body, now)


def _folded(headers: Mapping[str, str]) -> dict[str, str]:
    folded = {name.lower(): value for name, value in headers.items()}
    if len(folded) != len(headers):
        raise WebhookRefused("header_twice")  # which of the two would be the signature?
    return folded


def _check_raw(scheme: Scheme, secrets: Sequence[str], given: str, body: bytes) -> None:
    if not _is_signed(scheme, secrets, body, [given]):
        raise WebhookRefused("signature")


def _check_dated(scheme: Scheme, secrets: Sequence[str], given: str, body: bytes, now: datetime) -> None:
    """`t=…,v1=…,v1=…`; while secrets change one vendor sends two of these with a space between."""
    moments = [
        int(moment)
        for moment, digests in map(_pairs, PAIR_BREAK.sub(",", given).split())
        if _is_signed(scheme, secrets, moment.encode() + b"." + body, digests)
    ]
    if not moments:
        raise WebhookRefused("signature")
    age = now.timestamp() - max(moments)
    if age > scheme.tolerance.total_seconds():
        raise WebhookRefused("too_old")
    if age < -scheme.tolerance.total_seconds():
        raise WebhookRefused("too_new")


def _pairs(group: str) -> tuple[str, list[str]]:
    """The time as it stands there, since its very bytes are signed; none when there is not exactly one."""
    pairs = [pair.partition("=") for pair in group.split(",")]
    moments = [value for name, _, value in pairs if name == "t"]
    if len(moments) != 1 or not MOMENT.fullmatch(moments[0]):
        return "", []
    return moments[0], [value for name, _, value in pairs if name == "v1"]


def _is_signed(scheme: Scheme, secrets: Sequence[str], signed: bytes, given: Sequence[str]) -> bool:
    """Every pair is compared, so that the time it takes does not tell which one came close."""
    wanted = [hmac.new(secret.encode(), signed, scheme.algorithm).hexdigest().encode() for secret in secrets]
    return sum(hmac.compare_digest(each, _bytes(digest.lower())) for each in wanted for digest in given) > 0


def _bytes(text: str) -> bytes:
    """Of any text: a server may hand over bytes that are no text as lone surrogates."""
    return text.encode(errors="surrogatepass")
