"""Who cancels and begins anew goes on with the tries that are left: else a code could be guessed without end."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from actions.verification.case import Case
from actions.verification.status import Status

REMEMBERED = timedelta(days=1)


def carry_over(fresh: Case, others: Iterable[Case], now: datetime) -> Case:
    """`others`: cases of the same customer. Each cancelled one carries those of the ones before it."""
    before = [case for case in others if case.status is Status.CANCELED and now - case.updated_at < REMEMBERED]
    for step in fresh.steps:
        same = [old for case in before for old in case.steps if (old.id, old.kind) == (step.id, step.kind)]
        failures = max((old.failures for old in same), default=0)
        fresh = fresh.with_step(replace(step, attempts=min(failures, step.limit), failures=failures))
    return fresh
