"""HTTP to programs of this machine."""

from typing import Any

import httpx


def loopback(**options: Any) -> httpx.AsyncClient:
    """Without TLS, whose list of authorities takes longer to read than most tests take."""
    return httpx.AsyncClient(trust_env=False, verify=False, **options)
