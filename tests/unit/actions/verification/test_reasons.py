from actions.verification.reasons import REASONS, public_code, reason_for


def test_a_sensitive_reason_does_not_leave_the_house() -> None:
    assert public_code("SPOOF_ATTACK") == "OTHER"
    assert {public_code(code) for code, reason in REASONS.items() if reason.sensitive} == {"OTHER"}


def test_an_unknown_reason_counts_as_other() -> None:
    assert (reason_for("VENDOR_SAYS_NO").code, public_code("VENDOR_SAYS_NO")) == ("OTHER", "OTHER")


def test_an_ordinary_reason_is_said() -> None:
    assert public_code("DOC_BLUR") == "DOC_BLUR"
