import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from actions.providers.vendors.webhooks import Scheme, verify
from actions.services.vendors import WebhookRefused
from actions.verification.vendor_events import VendorEvent
from actions.verification.vendor_table import Unreadable, VendorTable


@dataclass(frozen=True, slots=True)
class Inbound:
    """What one vendor sends: how it is signed, and what its words mean."""

    scheme: Scheme
    secrets: tuple[str, ...] = field(repr=False)
    table: VendorTable = field(repr=False)

    def events(self, headers: Mapping[str, str], raw_body: bytes, now: datetime) -> tuple[VendorEvent, ...]:
        verify(self.scheme, self.secrets, headers, raw_body, now)
        try:
            return (self.table.event(json.loads(raw_body, parse_constant=_no_number), now),)
        except (ValueError, RecursionError, Unreadable):
            raise WebhookRefused("malformed") from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and the infinities are no JSON
