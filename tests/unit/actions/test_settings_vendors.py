import pytest

from actions.settings import SettingsRefused, load_settings
from tests.unit.actions.test_settings import STRONG

KEY, SECRET = "rk_live_51HfQ9aZx8Yw7Vu6Ts", "whsec_Zx8Yw7Vu6Ts5Rq4Po3Nm"
STRIPE = "ACTIONS_VENDORS__STRIPE__"


@pytest.fixture
def stripe(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """As an operator sets it."""
    monkeypatch.delenv("GILDONG_ENV", raising=False)
    monkeypatch.setenv(f"{STRIPE}KEY", KEY)
    monkeypatch.setenv(f"{STRIPE}WEBHOOK_SECRETS", f'["{SECRET}"]')
    monkeypatch.setenv("ACTIONS_VENDORS__RETURN_TO", "https://bank.example/chat")
    return monkeypatch


def refusal() -> list[str]:
    with pytest.raises(SettingsRefused) as refused:
        load_settings(**STRONG)
    return refused.value.messages


def test_a_vendor_is_set_by_the_environment_and_shows_no_secret(stripe: pytest.MonkeyPatch) -> None:
    settings = load_settings(**STRONG)
    assert settings.vendors.stripe is not None
    assert settings.vendors.stripe.key.get_secret_value() == KEY
    assert [value for value in (KEY, SECRET) if value in repr(settings) + str(settings.vendors)] == []


def test_while_a_secret_changes_there_are_two_and_never_three(stripe: pytest.MonkeyPatch) -> None:
    stripe.setenv(f"{STRIPE}WEBHOOK_SECRETS", f'["{SECRET}", "{SECRET}2"]')
    assert load_settings(**STRONG).vendors.stripe
    stripe.setenv(f"{STRIPE}WEBHOOK_SECRETS", f'["{SECRET}", "{SECRET}2", "{SECRET}3"]')
    [said] = refusal()
    assert said.startswith(f"{STRIPE}WEBHOOK_SECRETS: ")
    assert SECRET not in said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("KEY", "rk_live_short", "is weak"),
        ("KEY", "rk_live_change-me-change-me", "is weak"),
        ("KEY", KEY.replace("live", "test"), "is a test key: nobody is verified with it"),
        ("WEBHOOK_SECRETS", '["short"]', "is weak"),
        ("BASE_URL", "http://127.0.0.1:1", "is for development"),
    ],
)
def test_r08_outside_development_what_is_weak_or_a_test_stops_the_start(
    stripe: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    stripe.setenv(f"{STRIPE}{name}", value)
    [problem] = refusal()
    assert problem.startswith(f"{STRIPE}{name} {said}")
    assert value not in problem
    stripe.setenv("GILDONG_ENV", "development")
    assert load_settings(**STRONG).vendors.stripe


@pytest.mark.parametrize(("value", "said"), [("", "is missing"), ("http://bank.example", "must not be http:")])
def test_where_customers_come_back_to_is_known(stripe: pytest.MonkeyPatch, value: str, said: str) -> None:
    stripe.setenv("ACTIONS_VENDORS__RETURN_TO", value)
    assert refusal() == [f"ACTIONS_VENDORS__RETURN_TO {said}"]


@pytest.mark.parametrize(
    "name", ["STRIP__KEY", "STRIPE__KEYS", "PERSONA__KEY", "ONFIDO__ALGORITHM", "VERIFF__BASE_URL"]
)
def test_a_setting_that_nobody_reads_stops_the_start(stripe: pytest.MonkeyPatch, name: str) -> None:
    stripe.setenv(f"ACTIONS_VENDORS__{name}", "sha256")
    assert any(f"ACTIONS_VENDORS__{name.partition('__')[0]}" in problem for problem in refusal())


def test_sumsubs_algorithm_is_ours_to_say(stripe: pytest.MonkeyPatch) -> None:
    stripe.setenv("ACTIONS_VENDORS__SUMSUB__WEBHOOK_SECRETS", f'["{SECRET}"]')
    settings = load_settings(**STRONG)
    assert settings.vendors.sumsub
    assert settings.vendors.sumsub.algorithm == "sha256"
    stripe.setenv("ACTIONS_VENDORS__SUMSUB__ALGORITHM", "md5")
    assert refusal()[0].startswith("ACTIONS_VENDORS__SUMSUB__ALGORITHM: ")
