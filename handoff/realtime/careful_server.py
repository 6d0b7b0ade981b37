"""A Socket.IO server that takes nothing on trust: neither the shape of a packet nor the name of an event."""

from typing import Any

import socketio
import structlog
from socketio.packet import BINARY_ACK, BINARY_EVENT, Packet

log = structlog.get_logger()
UNKNOWN = "unknown_event"


class PlainPacket(Packet):  # type: ignore[misc]  # python-socketio publishes no types
    """Without attachments: no client of ours sends any, and those announced would be gathered without end."""

    def decode(self, encoded_packet: Any) -> Any:
        attachments = super().decode(encoded_packet)
        if attachments or self.packet_type in (BINARY_EVENT, BINARY_ACK):
            raise ValueError("attachments")
        return attachments


class CarefulServer(socketio.AsyncServer):  # type: ignore[misc]  # python-socketio publishes no types
    def __init__(self, **options: Any) -> None:
        super().__init__(serializer=PlainPacket, **options)

    async def _handle_eio_message(self, eio_sid: str, data: Any) -> None:
        """Handlers answer for their own faults; what still fails here is a packet that no client of ours sends."""
        try:
            await super()._handle_eio_message(eio_sid, data)
        except Exception as error:
            log.warning("line_closed", error=type(error).__name__)
            await self.eio.disconnect(eio_sid)

    async def _handle_event(self, eio_sid: str, namespace: str, id: int | None, data: Any) -> None:
        """`connect` and `disconnect` happen; a client that could say them would slip out of our books and stay."""
        if not isinstance(data, list):
            raise ValueError("no event")
        name, *given = data
        if not isinstance(name, str) or name in self.reserved_events:
            name = UNKNOWN
        await super()._handle_event(eio_sid, namespace, id, [name, *given])

    async def _trigger_event(self, event: str, namespace: str, *args: Any) -> Any:
        """Whoever wants to connect is answered, also when we could not find out who it is."""
        try:
            return await super()._trigger_event(event, namespace, *args)
        except socketio.exceptions.ConnectionRefusedError:
            raise
        except Exception:
            if event != "connect":
                raise
            log.exception("connect_failed", namespace=namespace)
            raise socketio.exceptions.ConnectionRefusedError("unavailable", {"error": "unavailable"}) from None
