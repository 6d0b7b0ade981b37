from __future__ import annotations

from typing import Any, Optional

import aiohttp
from rasa.core.agent import Agent
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

_TIMEOUT = aiohttp.ClientTimeout(total=7, connect=2)  # seconds; actions bound themselves at 6, Rasa waits 300


class ActionsEndpoint(EndpointConfig):
    """The action server over connections that stay open; Rasa's own opens one for each call."""

    def __init__(self, url: str, secret: str) -> None:
        headers = {"Authorization": f"Bearer {secret}"}
        super().__init__(url=f"{url}/webhook", headers=headers, selective_domain=True)
        self._session: Optional[aiohttp.ClientSession] = None

    def serve(self, agent: Agent) -> None:
        """Takes the place of the endpoint in endpoints.yml, also after a model has been replaced."""
        if agent.processor is not None:
            agent.action_endpoint = agent.processor.action_endpoint = self

    async def request(self, method: str = "post", json: Optional[dict[str, Any]] = None, **_: Any) -> Any:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(headers=self.headers, timeout=_TIMEOUT)
        # Our actions read no domain, but rasa-sdk refuses a call that has none at all.
        async with self._session.request(method, self.url, json={"domain": {}, **(json or {})}) as answer:
            if answer.status >= 400:
                # Without the body: rasa-sdk quotes the whole tracker in it.
                raise ClientResponseError(answer.status, answer.reason or "", "{}")
            return await answer.json()
