import hashlib
import hmac
from collections.abc import Collection
from datetime import datetime


def sign(secrets: Collection[str], body: bytes, now: datetime) -> str:
    """`t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`, over raw bytes; one v1 for each secret, so that a receiver
    can change its own without a pause."""
    moment = str(int(now.timestamp()))
    signed = moment.encode() + b"." + body
    digests = [hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in secrets]
    return ",".join([f"t={moment}", *(f"v1={digest}" for digest in digests)])
