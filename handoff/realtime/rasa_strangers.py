"""Sockets on `/` of which nothing is known yet: they may ask for a session and bring a token, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handoff.domain.language import language_of
from handoff.realtime.limits import Limiter
from handoff.realtime.shared import Render
from handoff.services.views import View

STAYS = timedelta(minutes=5)
PER_MINUTE, AT_ONCE = 12, 10  # a customer needs two: the session, and the first message


@dataclass(slots=True)
class Stranger:
    session_id: str
    since: datetime
    locale: str
    confirmed_at: datetime | None = None


class Strangers:
    def __init__(self, render: Render) -> None:
        self._render = render
        self._limiter = Limiter(PER_MINUTE, AT_ONCE)
        self._known: dict[str, Stranger] = {}

    def let_in(self, sid: str, environ: Mapping[str, Any], session_id: str, now: datetime) -> None:
        preferred = str(environ.get("HTTP_ACCEPT_LANGUAGE", "")).split(",")[0].split(";")[0]
        self._known[sid] = Stranger(session_id, now, preferred)

    def may(self, sid: str) -> bool:
        """Spends one of the few things that a stranger may do."""
        if sid not in self._known or not self._limiter.has(sid):
            return False
        self._limiter.spend(sid)
        return True

    def confirm(self, sid: str, now: datetime) -> str:
        self._known[sid].confirmed_at = now
        return self._known[sid].session_id

    def sign_in(self, sid: str, custom: Mapping[str, Any]) -> View | None:
        """Whose language is not known from a token: what the page says, else what the browser asks for."""
        stranger, told = self._known.get(sid), custom.get("language")
        locale = told if isinstance(told, str) else stranger.locale if stranger else None
        text = self._render("sign_in", {}, language_of(locale))
        return {"text": text} if text else None

    def overdue(self, now: datetime) -> Sequence[str]:
        return [sid for sid, stranger in self._known.items() if now - stranger.since > STAYS]

    def forget(self, sid: str) -> Stranger | None:
        return self._known.pop(sid, None)


def custom_data(said: object) -> Mapping[str, Any]:
    """What the page gave the widget to send along."""
    given = said.get("customData") if isinstance(said, Mapping) else None
    return given if isinstance(given, Mapping) else {}
