"""`t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`: how programs sign what they send each other, over raw bytes."""

import hashlib
import hmac
from datetime import datetime

TOLERANCE = 300  # seconds that the clocks of two machines may differ, or a message be on its way


def sign(secret: str, body: bytes, now: datetime) -> str:
    moment = str(int(now.timestamp()))
    return f"t={moment},v1={_digest(secret, moment, body)}"


def is_signed(secret: str, header: str, body: bytes, now: datetime) -> bool:
    """Several v1 are accepted, so that a secret can be changed without a pause."""
    pairs = [part.strip().partition("=") for part in header.split(",")]
    moments = [value for name, _, value in pairs if name == "t"]
    if len(moments) != 1 or not (moments[0].isascii() and moments[0].isdigit() and len(moments[0]) < 12):
        return False
    if abs(now.timestamp() - int(moments[0])) > TOLERANCE:
        return False
    wanted = _digest(secret, moments[0], body).encode()
    given = [value.encode() for name, _, value in pairs if name == "v1"]
    return any(hmac.compare_digest(wanted, value) for value in given)


def _digest(secret: str, moment: str, body: bytes) -> str:
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
