from handoff.http.policies import CAMERA, NO_DEVICES, page_policy, sockets_of


def rules(policy: str) -> dict[str, str]:
    return {name: values for name, _, values in (rule.strip().partition(" ") for rule in policy.split(";"))}


def test_a_page_runs_its_own_files_and_nothing_that_was_a_string() -> None:
    policy = rules(page_policy(["wss://chat.bank.example"], ["https://bank.example"]))
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["connect-src"] == "'self' wss://chat.bank.example"
    assert "unsafe" not in str(policy)


def test_only_the_banks_pages_may_frame_the_chat_and_nobody_the_console() -> None:
    assert rules(page_policy([], ["https://bank.example"]))["frame-ancestors"] == "https://bank.example"
    assert rules(page_policy([], []))["frame-ancestors"] == "'none'"


def test_sockets_follow_the_scheme_of_the_page() -> None:
    assert sockets_of(["https://a.example", "http://localhost:8000"]) == ["wss://a.example", "ws://localhost:8000"]


def test_the_camera_is_for_the_chat_alone() -> None:
    assert "camera=(self)" in CAMERA
    assert "camera=()" in NO_DEVICES
    assert "microphone=()" in CAMERA
