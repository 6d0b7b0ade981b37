"""The case as a machine: whatever is asked of it, in whatever order, what must hold holds."""

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from actions.verification import commands, staff, withdrawal
from actions.verification.case import DONE, HANDED_IN, Case, Moved, State
from actions.verification.errors import Refused
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import Decide, Kind, Method, Rule
from actions.verification.methods import satisfied
from actions.verification.progress import Verdict
from actions.verification.reasons import REASONS
from actions.verification.staff import Decided, Decision
from actions.verification.status import TRANSITIONS, Status
from tests.unit.actions.examples import INTL, MORNING, REQUIRED, decisions, start

STEPS = st.sampled_from([step.id for step in INTL.steps] + ["branch"])
CODES = st.none() | st.sampled_from(sorted(REASONS))
FOUND = st.lists(
    st.builds(
        Finding,
        st.sampled_from(["mrz", "face_match"]),
        st.sampled_from(Outcome),
        st.just("a test"),
        simulated=st.booleans(),
    ),
    max_size=2,
).map(tuple)
JOURNEYS = st.sampled_from(
    [
        INTL,
        replace(INTL, decide=Decide.CHECKS),
        replace(INTL, eyes=2, failures=3),
        replace(INTL, methods=(Method("face", ("selfie",), ("face_match",)),), rule=Rule(1, ("face",))),
    ]
)


class CaseMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.journey = INTL
        self.case = start().case

    def _try(self, command: Any, *given: Any) -> None:
        before = self.case
        try:
            moved: Moved = command(before, *given)
        except Refused:
            return
        self._check_move(before, moved)
        self.case = moved.case

    def _check_move(self, before: Case, moved: Moved) -> None:
        after = moved.case
        assert moved.before == before.version
        assert after.version == before.version + len(moved.events) > before.version
        assert before.status is after.status or _reaches(before.status, after.status)
        assert after.failures >= before.failures

    @initialize(journey=JOURNEYS)
    def begin(self, journey: Any) -> None:
        self.journey = journey
        self.case = start(journey=journey).case

    @rule(times=st.integers(1, 5), findings=FOUND)
    def go_on(self, times: int, findings: tuple[Finding, ...]) -> None:
        """What most customers do; without it chance would hardly ever see a review."""
        for _ in range(times):
            step = self.case.current
            if step is None:
                return
            if step.kind is Kind.CONSENT:
                self.consent(step.id, biometrics=True, personal=True)
            elif step.kind is Kind.VISIT:
                self.visit(seen=True)
            elif step.kind is Kind.REVIEW:
                self.decide(Decision.APPROVED, "juno", step.id)
            else:
                self.hand_in(step.id, None, findings)

    @rule(step=STEPS, biometrics=st.booleans(), personal=st.booleans())
    def consent(self, step: str, biometrics: bool, personal: bool) -> None:
        given = decisions(biometrics=biometrics, personal_data=personal)
        self._try(lambda case: commands.give_consent(case, step, given, REQUIRED, MORNING))

    @rule(step=STEPS, reason=CODES, findings=FOUND)
    def hand_in(self, step: str, reason: str | None, findings: tuple[Finding, ...]) -> None:
        self._try(lambda case: commands.hand_in(case, step, frozenset(Kind), Verdict(reason, findings), MORNING))

    @rule(step=STEPS)
    def another_way(self, step: str) -> None:
        self._try(lambda case: commands.choose_alternative(case, step, self.journey, MORNING))

    @rule(step=STEPS)
    def correct(self, step: str) -> None:
        self._try(lambda case: commands.reopen(case, step, MORNING))

    @rule(item=st.sampled_from(["personal_data", "biometrics", "id_number"]))
    def withdraw(self, item: str) -> None:
        self._try(lambda case: withdrawal.withdraw(case, self.journey.consent(item), MORNING))

    @rule(step=STEPS)
    def one_more_try(self, step: str) -> None:
        self._try(lambda case: staff.allow_attempt(case, step, MORNING))

    @rule(seen=st.booleans())
    def visit(self, seen: bool) -> None:
        self._try(lambda case: staff.report(case, "branch", self.journey, seen, None, MORNING))

    @rule(decision=st.sampled_from(Decision), by=st.sampled_from(["juno", "ines"]), step=STEPS)
    def decide(self, decision: Decision, by: str, step: str) -> None:
        self._try(lambda case: staff.decide(case, Decided(decision, by, (step,)), MORNING))

    @rule()
    def ask_for_review(self) -> None:
        self._try(lambda case: commands.ask_for_review(case, MORNING))

    @rule(how=st.sampled_from([commands.cancel, commands.time_out, commands.redact]))
    def end(self, how: Any) -> None:
        self._try(lambda case: how(case, MORNING))

    @invariant()
    def at_most_one_step_is_at_hand(self) -> None:
        states = [step.state for step in self.case.steps]
        assert states.count(State.CURRENT) <= 1

    @invariant()
    def an_open_case_stands_somewhere(self) -> None:
        if self.case.status in (Status.STARTED, Status.RESUBMISSION_REQUESTED, Status.IN_REVIEW):
            assert self.case.current is not None

    @invariant()
    def a_review_comes_last_and_after_everything(self) -> None:
        assert self.case.steps[-1].kind is Kind.REVIEW
        if self.case.status is Status.IN_REVIEW:
            assert all(step.state in DONE for step in self.case.steps[:-1])

    @invariant()
    def an_approval_stands_on_enough_methods_and_on_nothing_unsettled(self) -> None:
        if self.case.status is Status.APPROVED:
            assert satisfied(self.case)
            assert all(step.state in (State.PASSED, State.REPLACED) for step in self.case.steps)
            if self.case.automated:
                assert self.case.terms.decide is Decide.CHECKS
                assert not self.case.simulated

    @invariant()
    def nothing_biometric_is_there_without_its_consent(self) -> None:
        if not self.case.ended and not self.case.has_consent("biometrics"):
            assert self.case.step("selfie").state not in HANDED_IN

    @invariant()
    def nobody_has_less_than_no_try_left(self) -> None:
        assert all(step.attempts_left >= 0 for step in self.case.steps)


def _reaches(before: Status, after: Status) -> bool:
    """In one or more moves of the table: a command may make several."""
    known, border = {before}, [before]
    while border:
        border = [s for b in border for s in TRANSITIONS[b] if s not in known]
        known.update(border)
    return after in known


CaseMachine.TestCase.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
TestCaseMachine = CaseMachine.TestCase
