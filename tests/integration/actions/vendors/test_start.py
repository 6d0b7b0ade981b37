"""What the operator reads when vendors and journeys do not fit, or do."""

from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from actions.storage.content.files import ContentWrong
from tests.integration.actions.conftest import ActionServer, action_server, settings_for
from tests.integration.actions.vendors.bank import AtStripe, bank_data, open_page, stripe, to_vendor

PRODUCTION = {"GILDONG_ENV": "production"}
OTHERS = {"veriff": {"key": "0f" * 9 + "4a1b7c", "webhook_secrets": ["b1946ac92492d2347c6235b4d2611184"]}}


async def refused(home: Path, data: Path, **given: Any) -> list[str]:
    with pytest.raises(ContentWrong) as wrong:
        async with action_server(settings_for(home, data=data, **given)):
            pass
    return wrong.value.problems


def changed(data: Path, before: str, after: str) -> Path:
    path = data / "journeys" / "intl.yml"
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))
    return data


def line_of(data: Path, words: str) -> int:
    lines = (data / "journeys" / "intl.yml").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


async def test_a_vendor_that_is_not_connected_stops_the_start_with_file_and_line(tmp_path: Path) -> None:
    data = bank_data(tmp_path)
    [said] = await refused(tmp_path, data, **PRODUCTION)
    place = f"{data / 'journeys' / 'intl.yml'}:{line_of(data, 'vendor: stripe')}: steps.2.vendor: "
    assert said == f"{place}`stripe` is not connected: see ACTIONS_VENDORS__STRIPE"


async def test_a_vendor_that_is_only_heard_cannot_be_in_a_journey(tmp_path: Path) -> None:
    data = changed(bank_data(tmp_path), "vendor: stripe", "vendor: veriff")
    [said] = await refused(tmp_path, data, **PRODUCTION, vendors=OTHERS)
    assert "`veriff` is not connected" in said


async def test_a_vendor_that_nobody_knows_stops_the_start_also_in_development(tmp_path: Path) -> None:
    data = changed(bank_data(tmp_path), "vendor: stripe", "vendor: stripes")
    [said] = await refused(tmp_path, data, GILDONG_ENV="development")
    assert said.endswith("there is no vendors/stripes.yml")


async def test_a_flow_that_the_vendor_does_not_have_stops_the_start(tmp_path: Path) -> None:
    data = changed(bank_data(tmp_path), "flow: passport_selfie", "flow: palm")
    async with stripe() as there:
        [said] = await refused(tmp_path, data, **there.settings())
    assert f"intl.yml:{line_of(data, 'flow: palm')}: steps.2.flow: is none of document, document_selfie" in said


async def test_in_development_a_step_without_its_vendor_passes_nobody(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, data=bank_data(tmp_path), GILDONG_ENV="development")
    async with action_server(settings) as server:
        case_id = await to_vendor(server)
        told = (await open_page(server, case_id)).json()["data"]
        assert (told["result"], told["reason"], told["attempts_left"]) == ("failed", "REGISTRY_UNAVAILABLE", 3)
        assert told["cause"]
        assert (await server.card(case_id, "identity"))["vendor"] == "Stripe Identity"


async def test_the_operator_reads_what_is_connected_and_no_secret(tmp_path: Path) -> None:
    async with stripe() as there:
        settings = settings_for(tmp_path, **_both(there))
        with capture_logs() as logs:
            async with action_server(settings) as server:
                assert isinstance(server, ActionServer)
    [connected] = [log for log in logs if log["event"] == "vendor_connected"]
    assert (connected["vendor"], connected["is_test"], connected["can_redact"]) == ("stripe", False, True)
    assert connected["flows"]["passport_selfie"] == ["passport"]
    assert [log["vendor"] for log in logs if log["event"] == "vendor_only_heard"] == ["veriff"]
    secrets = [there.fake.key, there.fake.secret, *OTHERS["veriff"]["webhook_secrets"]]
    assert [secret for secret in secrets if secret in repr(logs) + repr(settings)] == []


def _both(there: AtStripe) -> dict[str, Any]:
    given = there.settings()
    return given | {"vendors": given["vendors"] | OTHERS}
