"""Tokens of the bank, shaped like signed ones; nobody here checks a signature."""

import base64
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs


def token_from(query: str) -> str:
    asked = {key: values[0] for key, values in parse_qs(query).items()}
    now = int(datetime.now(UTC).timestamp())
    body = json.dumps({**asked, "iat": now, "exp": now + 300}).encode()
    return "e30." + base64.urlsafe_b64encode(body).decode().rstrip("=") + ".signature"


def claims_of(token: str) -> dict[str, Any]:
    body = token.split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))))
