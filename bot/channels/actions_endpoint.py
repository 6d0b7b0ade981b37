from __future__ import annotations

from typing import Any

import aiohttp
from rasa.core.agent import Agent
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

_TIMEOUT = aiohttp.ClientTimeout(total=7, connect=2)  # seconds; actions bound themselves at 6, Rasa waits 300


class ActionsEndpoint(EndpointConfig):
    """The action server over connections that stay open; Rasa's own opens one for each call."""

    def __init__(self, url: str, secret: str) -> None:
        headers = {"Authorization": f"Bearer {secret}"}
        super().__init__(url=f"{url}/webhook", headers=headers, selective_domain=True)
        self._session: aiohttp.ClientSession | None = None

    def serve(self, agent: Agent) -> None:
        """Takes the place of the endpoint in endpoints.yml, also after a model has been replaced."""
        if agent.processor is not None:
            agent.action_endpoint = agent.processor.action_endpoint = self

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def request(self, method: str = "post", json: dict[str, Any] | None = None, **_: Any) -> Any:
        # Our actions read no domain, but rasa-sdk refuses a call that has none at all.
        call = {"domain": {}, **(json or {})}
        try:
            return await self._ask(method, call)
        except aiohttp.ClientConnectionError:
            # A connection kept open may have been closed by the other side just now; an action is done once per turn,
            # however often it is asked for.
            return await self._ask(method, call)

    async def _ask(self, method: str, call: dict[str, Any]) -> Any:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(headers=self.headers, timeout=_TIMEOUT)
        async with self._session.request(method, self.url, json=call) as answer:
            if answer.status >= 400:
                # Without the body: rasa-sdk quotes the whole tracker in it.
                raise ClientResponseError(answer.status, answer.reason or "", "{}")
            return await answer.json()


class TellingEndpoint(EndpointConfig):
    """Sets the slots that an action answers with before its responses are worded; Rasa words them first."""

    def __init__(self, endpoint: ActionsEndpoint, tracker: DialogueStateTracker) -> None:
        super().__init__(url=endpoint.url, **endpoint.kwargs)
        self._endpoint = endpoint
        self._tracker = tracker  # the copy that Rasa makes for each action

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        answer = await self._endpoint.request(*args, **kwargs)
        for event in answer.get("events", []):
            if event.get("event") == SlotSet.type_name and event["name"] in self._tracker.slots:
                self._tracker.update(SlotSet(event["name"], event["value"]))
        return answer
