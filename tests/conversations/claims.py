"""What each response claims about the case, and the cases of which that is true."""

from __future__ import annotations

from collections.abc import Callable

from fake_case import STEPS, WITH_CUSTOMER, FakeCase

Holds = Callable[[FakeCase], bool]


def _stands(*statuses: str) -> Holds:
    return lambda case: case.status in statuses


def _asks_for(step: str) -> Holds:
    return lambda case: case.status in WITH_CUSTOMER and case.step == step and case.states[step] == "current"


def _is_spent(case: FakeCase) -> bool:
    return case.status in WITH_CUSTOMER and case.step is not None and case.states[case.step] == "failed"


def _has_one_try(case: FakeCase) -> bool:
    return _can_go_on(case) and case.left[str(case.step)] == 1


def _can_go_on(case: FakeCase) -> bool:
    return case.status in WITH_CUSTOMER and not _is_spent(case)


_WITH_CUSTOMER = _stands(*WITH_CUSTOMER)
_NOTHING_RUNS = _stands("none", "canceled", "expired", "abandoned")


def _waits_for_a_visit(case: FakeCase) -> bool:
    return case.status in WITH_CUSTOMER and case.step == "visit"


_SUBMITTED = _stands("in_review", "approved", "declined")

CLAIMS: dict[str, Holds] = {
    **dict.fromkeys(("utter_approved", "utter_status_approved"), _stands("approved")),
    **dict.fromkeys(("utter_declined", "utter_status_declined"), _stands("declined")),
    **dict.fromkeys(
        ("utter_in_review", "utter_status_in_review", "utter_step_review", "utter_duration_review"),
        _stands("in_review"),
    ),
    **dict.fromkeys(("utter_canceled", "utter_case_canceled", "utter_status_canceled"), _stands("canceled")),
    **dict.fromkeys(
        ("utter_resubmission_requested", "utter_status_resubmission_requested"), _stands("resubmission_requested")
    ),
    "utter_no_case": _stands("none"),
    **dict.fromkeys(("utter_case_expired", "utter_status_expired"), _stands("expired")),
    **dict.fromkeys(("utter_case_abandoned", "utter_status_abandoned"), _stands("abandoned")),
    **dict.fromkeys(
        ("utter_declined_by_checks", "utter_status_declined_by_checks"),
        lambda case: case.status == "declined" and case.automated,
    ),
    "utter_review_requested": _stands("in_review"),
    **dict.fromkeys(("utter_step_none", "utter_without_selfie"), _NOTHING_RUNS),
    "utter_nothing_to_pause": _NOTHING_RUNS,
    "utter_biometric_over": _SUBMITTED,
    "utter_status_started": _stands("started"),
    **{f"utter_step_{step}": _asks_for(step) for step in STEPS[:-1]},
    **{f"utter_idle_{step}": _asks_for(step) for step in STEPS[:-1]},
    **{f"utter_passed_{step}": lambda case, step=step: case.states[step] == "passed" for step in STEPS[:-1]},
    **{f"utter_received_{step}": lambda case, step=step: case.states[step] == "received" for step in STEPS[:-1]},
    **dict.fromkeys(("utter_step_spent", "utter_attempts_exceeded", "utter_staff_step_failed"), _is_spent),
    **dict.fromkeys(("utter_way_back", "utter_duration_visit"), _waits_for_a_visit),
    **dict.fromkeys(("utter_step_failed", "utter_affirm_step", "utter_step_brief"), _can_go_on),
    **dict.fromkeys(
        ("utter_already_started", "utter_resume_verification", "utter_pause_verification", "utter_came_back"),
        _WITH_CUSTOMER,
    ),
    **dict.fromkeys(("utter_correct_answer", "utter_reopened", "utter_idle", "utter_stuck"), _can_go_on),
    "utter_step_failed_again": _has_one_try,
    "utter_verification_intro": _asks_for("consent"),
    "utter_confirm_cancel": _stands(*WITH_CUSTOMER, "in_review"),
    "utter_refuse_biometric": lambda case: _WITH_CUSTOMER(case) and not _waits_for_a_visit(case),
    "utter_ask_alternative": lambda case: _WITH_CUSTOMER(case) and not _waits_for_a_visit(case),
    "utter_alternative_chosen": _waits_for_a_visit,
    "utter_alternative_later": lambda case: "replaced" in case.states.values() and not _waits_for_a_visit(case),
}

# An option that is offered leads somewhere.
OFFERS: dict[str, Holds] = {
    "start_verification": _NOTHING_RUNS,
    "resume_verification": _stands(*WITH_CUSTOMER, "in_review"),
    "pause_verification": _WITH_CUSTOMER,
    "choose_alternative": lambda case: _WITH_CUSTOMER(case) and not _waits_for_a_visit(case),
    "ask_for_review": lambda case: case.status == "declined" and case.automated,
    "confirm_cancel": _stands(*WITH_CUSTOMER, "in_review"),
    "reopen": _can_go_on,
    "refuse_biometric": lambda case: not _SUBMITTED(case),
}
