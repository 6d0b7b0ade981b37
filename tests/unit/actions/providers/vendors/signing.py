"""Signs as vendors do, written apart from what is tested."""

import hashlib
import hmac

SECRET = "whsec_test"
BODY = b'{"id":"evt_1"}'
T = 1_700_000_000


def digest(signed: bytes, secret: str = SECRET, algorithm: str = "sha256") -> str:
    return hmac.new(secret.encode(), signed, getattr(hashlib, algorithm)).hexdigest()


def dated(body: bytes = BODY, t: int | str = T, secret: str = SECRET) -> str:
    return f"t={t},v1={digest(f'{t}.'.encode() + body, secret)}"
