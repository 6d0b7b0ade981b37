"""Who is connected, as the settings say. In development stand-ins fill what is left open; elsewhere nobody does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from actions.providers.authorities import ByCheck, HttpAuthority, NotConnected
from actions.providers.channels import (
    HttpCoreBanking,
    HttpTexts,
    HttpVideoCalls,
    NoCoreBanking,
    NoTexts,
    NoVideoCalls,
)
from actions.providers.signed_calls import SignedCalls
from actions.providers.simulated.authorities import SimulatedAuthorities
from actions.providers.simulated.phone import SimulatedCoreBanking, SimulatedPhone, SimulatedVideoCalls
from actions.services.channels import CoreBanking, Texts, VideoCalls
from actions.services.providers import Authorities


@dataclass(frozen=True, slots=True)
class Addresses:
    texts: str = ""
    transfers: str = ""
    calls: str = ""
    authorities: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Connected:
    authorities: Authorities
    texts: Texts
    core: CoreBanking
    calls: VideoCalls
    phone: SimulatedPhone | None  # what has arrived there, when stand-ins are used


def connect_services(
    addresses: Addresses, calls: SignedCalls, now: Callable[[], datetime], simulating: bool
) -> Connected:
    phone = SimulatedPhone(now) if simulating else None
    by_check = {check: HttpAuthority(calls, url) for check, url in (addresses.authorities or {}).items()}
    return Connected(
        ByCheck(by_check, SimulatedAuthorities() if simulating else NotConnected()),
        HttpTexts(calls, addresses.texts) if addresses.texts else phone or NoTexts(),
        HttpCoreBanking(calls, addresses.transfers) if addresses.transfers else _core(phone),
        HttpVideoCalls(calls, addresses.calls) if addresses.calls else _calls(now, simulating),
        phone,
    )


def _core(phone: SimulatedPhone | None) -> CoreBanking:
    return SimulatedCoreBanking(phone) if phone else NoCoreBanking()


def _calls(now: Callable[[], datetime], simulating: bool) -> VideoCalls:
    return SimulatedVideoCalls(now) if simulating else NoVideoCalls()
