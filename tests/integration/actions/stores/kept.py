"""Things as the stores keep them."""

from datetime import timedelta

from actions.services.ports import Evidence
from actions.testing import MORNING, Ids
from actions.verification import commands
from actions.verification.case import Moved
from tests.unit.actions.examples import REQUIRED, decisions, start

LATER = MORNING + timedelta(hours=1)
ids = Ids()


def new_case(customer_id: str | None = None) -> Moved:
    name = ids()
    return start(f"case-{name}", customer_id or f"customer-{name}")


def consented(moved: Moved) -> Moved:
    return commands.give_consent(moved.case, "consent", decisions(), REQUIRED, LATER)


def photo(case_id: str, step: str = "selfie", kind: str = "selfie") -> Evidence:
    return Evidence(f"e-{ids()}", case_id, step, kind, "image/jpeg", 5, MORNING, ("file", "size"))
