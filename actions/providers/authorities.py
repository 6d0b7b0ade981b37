"""Registries, mobile operators and core banking: whoever is not connected is unavailable, and nothing passes there."""

from actions.services.ports import Subject
from actions.verification.findings import Finding, unavailable


class NotConnected:
    async def ask(self, check: str, subject: Subject) -> Finding:
        return unavailable(check)
