"""A namespace whose commands arrive validated and always answer with an acknowledgement.

python-socketio sends none when a handler raises, and hides a TypeError of a disconnect handler.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, get_type_hints

import socketio
import structlog
from pydantic import ValidationError

from handoff.domain.errors import HandoffError
from handoff.realtime.commands import Command

log = structlog.get_logger()
Acknowledgement = dict[str, Any]
CONNECTION = ("connect", "disconnect")


class TypedNamespace(socketio.AsyncNamespace):  # type: ignore[misc]  # python-socketio publishes no types
    commands: ClassVar[Mapping[str, type[Command]]]

    def __init_subclass__(cls) -> None:
        cls.commands = {
            name.removeprefix("on_"): get_type_hints(handler)["command"]
            for name, handler in vars(cls).items()
            if name.startswith("on_") and name.removeprefix("on_") not in CONNECTION
        }

    async def allow(self, sid: str, event: str) -> None:
        """Raises what this connection is to be refused with."""

    async def trigger_event(self, event: str, *args: Any) -> Any:
        if event == "connect":
            return await super().trigger_event(event, *args)
        if event == "disconnect":
            return await self._disconnected(*args)
        sid, *given = args
        if event not in self.commands:
            return {"ok": False, "error": "unknown_event"}
        if len(given) != 1:
            return {"ok": False, "error": "invalid_payload", "fields": []}
        return await self._acknowledge(event, sid, given[0])

    async def _acknowledge(self, event: str, sid: str, given: object) -> Acknowledgement:
        try:
            await self.allow(sid, event)
            command = self.commands[event].model_validate(given)
            return {"ok": True, "data": await getattr(self, f"on_{event}")(sid, command)}
        except ValidationError as error:
            fields = [list(e["loc"]) for e in error.errors(include_input=False, include_context=False)]
            return {"ok": False, "error": "invalid_payload", "fields": fields}
        except HandoffError as error:
            return {"ok": False, "error": error.code} | ({"data": dict(error.data)} if error.data else {})
        except Exception:
            log.exception("command_failed", command=event)
            return {"ok": False, "error": "internal"}

    async def _disconnected(self, sid: str, *_reason: object) -> None:
        try:
            await getattr(self, "on_disconnect")(sid)  # noqa: B009  (not on every namespace)
        except Exception:
            log.exception("disconnect_failed")
