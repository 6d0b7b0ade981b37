"""What a card hears when something was handed in."""

from actions.services.ports import Json
from actions.services.views import case_view
from actions.services.wording import Wording
from actions.verification.case import Moved, State
from actions.verification.reasons import public_code

RESULTS = {State.PASSED: "passed", State.RECEIVED: "received"}


def answer(moved: Moved, step_id: str, reason: str | None, wording: Wording, **more: object) -> Json:
    """`reason`: why it must be handed in again. A step that went on says nothing of what a person has yet to see."""
    step = moved.case.step(step_id)
    result = RESULTS.get(step.state, "failed" if reason else "passed")
    code = public_code(reason) if result == "failed" else None
    text = wording.reason(code) if code else None
    return {
        "result": result,
        "reason": code,
        "cause": text["cause"] if text else None,
        "tip": text["tip"] if text else None,
        "fields": None,
        "attempts_left": step.attempts_left,
        "journey": case_view(moved.case),
        **more,
    }
