"""What vendors have said, as JSON; a reader of the database sees codes, names of events and times."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from actions.verification.status import Status
from actions.verification.vendor_events import Heard, VendorEvent

Json = dict[str, Any]


def heard_row(heard: Heard) -> Json:
    return {"v": 1, "decision": _event_json(heard.decision), "latest": _event_json(heard.latest)}


def heard_of(row: Json) -> Heard:
    return Heard(decision=_event_of(row["decision"]), latest=_event_of(row["latest"]))


def _event_json(event: VendorEvent | None) -> Json | None:
    return None if event is None else event_row(event) | {"at": event.at.isoformat()}


def _event_of(row: Json | None) -> VendorEvent | None:
    return None if row is None else event_of(row | {"at": datetime.fromisoformat(row["at"])})


def event_row(event: VendorEvent) -> Json:
    status = str(event.status) if event.status else None
    return asdict(event) | {"status": status, "reasons": list(event.reasons), "unknown": list(event.unknown)}


def event_of(row: Json) -> VendorEvent:
    status = Status(row["status"]) if row["status"] else None
    plain = {part: row[part] for part in ("event_id", "name", "provider_ref", "at", "decided")}
    return VendorEvent(**plain, status=status, reasons=tuple(row["reasons"]), unknown=tuple(row["unknown"]))
