"""A case that moves as the verification domain moves it, in short: what the bot is told of it and hears from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fake_actions import Answer

STEPS = ("consent", "details", "document", "selfie", "visit", "review")
_LIMITS = {"consent": 3, "details": 10, "document": 3, "selfie": 3, "visit": 1, "review": 0}
_MINUTES = {"consent": 1, "details": 2, "document": 1, "selfie": 1, "visit": 15, "review": 0}
_AT_BRANCH = ("selfie", "document")  # the face first, where the customer names none
WITH_CUSTOMER = ("started", "resubmission_requested")
_STANDING = {"in_review": "utter_in_review", "approved": "utter_status_approved", "declined": "utter_status_declined"}
_OVER = ("none", "canceled", "expired", "abandoned")

Moved = dict[str, Any]


@dataclass
class FakeCase:
    status: str = "none"
    states: dict[str, str] = field(default_factory=lambda: dict.fromkeys(STEPS, "waiting") | {"visit": "absent"})
    left: dict[str, int] = field(default_factory=lambda: dict(_LIMITS))
    reason: str | None = None
    automated: bool = False  # the last decision was a machine's

    @classmethod
    def at(cls, kind: str | None, status: str = "started") -> FakeCase:
        """`kind` is a step, or `in_review` and other ends of the way; None before the beginning."""
        if kind is None:
            return cls()
        if kind not in STEPS[:-1]:
            review = "current" if kind == "in_review" else "passed"
            return cls(kind, dict.fromkeys(STEPS, "passed") | {"visit": "absent", "review": review})
        at = STEPS.index(kind)
        states = {step: "passed" if n < at else "waiting" for n, step in enumerate(STEPS)}
        if kind == "visit":
            return cls(status, states | {"selfie": "replaced", "visit": "current"})
        return cls(status, states | {"visit": "absent", kind: "current"})

    @property
    def step(self) -> str | None:
        open_step = next((step for step in STEPS if self.states[step] in ("current", "failed")), None)
        return open_step if self.status in (*WITH_CUSTOMER, "in_review") else None

    @property
    def minutes(self) -> int:
        return sum(_MINUTES[step] for step in STEPS if self.states[step] in ("waiting", "current", "failed"))

    @property
    def present(self) -> list[str]:
        return [step for step in STEPS if self.states[step] != "absent"]

    @property
    def other_way(self) -> str | None:
        is_open = any(self.states[step] in ("current", "waiting", "failed") for step in _AT_BRANCH)
        return "visit" if is_open and self.status in WITH_CUSTOMER else None

    def told(self) -> dict[str, Any] | None:
        """What handoff sends with a turn."""
        if self.status == "none":
            return None
        step = self.step
        told = {"case_id": "case-1", "status": self.status, "step": step, "step_kind": step}
        told |= {"attempts_left": self.left[step] if step else None, "reason": self.reason, "other_way": self.other_way}
        ended = self.status if self.status not in ("started", "in_review", "expired", "abandoned") else None
        return told | {"minutes_left": self.minutes, "result": ended, "automated": self.automated}

    def does(self, action: str, value: str | None) -> Answer:
        """What the action server does and answers."""
        response = getattr(self, action.removeprefix("action_"))(value)
        return Answer([response], self._slots())

    def start_verification(self, _: str | None) -> str:
        if self.status not in _OVER:
            return _STANDING.get(self.status, "utter_already_started")
        fresh = FakeCase.at("consent")
        self.status, self.states, self.left, self.reason = fresh.status, fresh.states, fresh.left, None
        self.automated = False
        return "utter_verification_intro"

    def resume_verification(self, _: str | None) -> str:
        return self._unless_over() or _STANDING.get(self.status, "utter_resume_verification")

    def pause_verification(self, _: str | None) -> str:
        return "utter_pause_verification" if self.status in WITH_CUSTOMER else "utter_nothing_to_pause"

    def cancel_verification(self, _: str | None) -> str:
        if over := self._unless_over():
            return over
        if self.status in ("approved", "declined"):
            return _STANDING[self.status]
        self.status = "canceled"
        return "utter_canceled"

    def choose_alternative(self, _: str | None) -> str:
        if over := self._unless_over():
            return over
        stuck = [step for step in _AT_BRANCH if self.states[step] == "failed"]
        open_steps = [step for step in _AT_BRANCH if self.states[step] in ("current", "waiting")]
        if self.status not in WITH_CUSTOMER or not (stuck or open_steps):
            return "utter_alternative_unavailable"
        self._leave_to_branch((stuck or open_steps)[0])
        return "utter_alternative_chosen"

    def reopen(self, value: str | None) -> str:
        if over := self._unless_over():
            return over
        value = value or next((step for step in STEPS if self.states[step] == "replaced"), None)
        state = self.states.get(value or "")
        if self.status in WITH_CUSTOMER and state in ("current", "waiting"):
            return "utter_reopened" if state == "current" else "utter_already_started"
        shut = state in (None, "absent") or value in ("consent", "visit") or "failed" in self.states.values()
        if self.status not in WITH_CUSTOMER or shut:
            return "utter_cannot_reopen"
        self._come_back() if state == "replaced" else None
        self._enter(str(value))
        return "utter_reopened"

    def ask_for_review(self, _: str | None) -> str:
        if over := self._unless_over():
            return over
        if self.status != "declined" or not self.automated:
            return _STANDING.get(self.status, "utter_already_started")
        self.status, self.automated, self.states["review"] = "in_review", False, "current"
        return "utter_review_requested"

    def case_status(self, _: str | None) -> str:
        return "utter_no_case" if self.status == "none" else f"utter_status_{self.status}"

    def passes(self, state: str = "passed") -> Moved:
        step = str(self.step)
        self.states[step], self.reason = state, None
        self._enter_next()
        return self._moved(state, step, None, self.left[step])

    def is_received(self) -> Moved:
        return self.passes("received")

    def fails(self, reason: str) -> Moved:
        step, self.reason = str(self.step), reason
        self.left[step] -= 1
        if not self.left[step]:
            self.states[step] = "failed"
        return self._moved("failed" if self.left[step] else "attempts_exceeded", step, reason, self.left[step])

    def declines_consent(self) -> Moved:
        self.reason = "CONSENT_DECLINED"
        return self._moved("failed", "consent", self.reason, self.left["consent"])

    def is_left(self, status: str) -> Moved:
        """Nobody has gone on with it for too long."""
        self.status = status
        return self._moved(status, None, None, None)

    def is_decided(self, status: str, automated: bool = False) -> Moved:
        resubmits = status == "resubmission_requested"
        self.automated = automated
        self.status, self.states["review"] = status, "waiting" if resubmits else "passed"
        if resubmits:
            self._enter("selfie")
            self.left["selfie"], self.reason = 1, "FACE_BLUR"
        return self._moved(status, "selfie" if resubmits else None, self.reason, None)

    def _moved(self, result: str, step: str | None, reason: str | None, left: int | None) -> Moved:
        return {"step": step, "kind": step, "result": result, "reason": reason, "attempts_left": left}

    def _enter(self, step: str) -> None:
        for other in STEPS:
            if self.states[other] == "current":
                self.states[other] = "waiting"
        self.states[step], self.left[step] = "current", max(self.left[step], 1)

    def _enter_next(self) -> None:
        following = next((step for step in STEPS if self.states[step] == "waiting"), None)
        if following and not any(state in ("current", "failed") for state in self.states.values()):
            self.states[following] = "current"
            self.status = "in_review" if following == "review" else self.status

    def _leave_to_branch(self, step: str) -> None:
        behind = STEPS[STEPS.index(step) + 1 :]
        for each in (step, *(other for other in behind if other in _AT_BRANCH and self.states[other] == "waiting")):
            self.states[each], self.reason = "replaced", None
        self.states["visit"] = "waiting"
        self._enter_next()

    def _come_back(self) -> None:
        for step in _AT_BRANCH:
            if self.states[step] == "replaced":
                self.states[step] = "waiting"
        self.states["visit"] = "absent"

    def _unless_over(self) -> str | None:
        return "utter_no_case" if self.status in _OVER else None

    def _slots(self) -> dict[str, Any]:
        kind = {"in_review": "review", "approved": "decided", "declined": "decided"}.get(
            self.status, self.step or "none"
        )
        step = self.step
        return {
            "case_status": self.status,
            "step": step,
            "step_kind": kind,
            "attempts_left": self.left[step] if step else None,
            "reason": self.reason,
            "step_number": self.present.index(step) + 1 if step else None,
            "step_count": len(self.present),
            "minutes": self.minutes,
            "other_way": self.other_way,
        }
