"""A bank adds a country: files and nothing else."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.actions.conftest import ROOT, ActionServer, action_server, settings_for
from tests.servers import drawings
from tests.servers.journey import VALUES

SWEDEN = """
v: 1
id: se
country: SE
reviewed_by: a test
reviewed_on: 2026-11-22
minutes: {min: 4, max: 6}
age: 18
calendar: gregorian
time_zone: Europe/Stockholm
retention_days: {selfie: 10, relationship: 1825, declined: 10, idle: 10, invited: 10, review: 20}
alternatives:
  - {id: counter, kind: visit, minutes: 20}
methods:
  - {id: phone, steps: [code], checks: [phone_code]}
  - {id: signed, steps: [signed], checks: [e_signature]}
rule: {at_least: 2, of: [phone, signed]}
consents:
  - {item: personal_data}
steps:
  - {id: consent, kind: consent, minutes: 1, items: [personal_data]}
  - {id: details, kind: details, minutes: 2, attempts: 5, consent: personal_data, fields: [name, birth_date, phone]}
  - {id: code, kind: code, minutes: 1, attempts: 3, consent: personal_data, alternative: counter, holds: 120}
  - id: signed
    kind: signature
    minutes: 1
    attempts: 3
    consent: personal_data
    alternative: counter
    informs: [e_signature]
    statement: {ko: "신청합니다, {bank}", fa: "درخواست می‌کنم، {bank}", en: "I apply to {bank}"}
  - {id: review, kind: review, minutes: 0}
"""


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[ActionServer]:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("nlu", "lookups")))
    (data / "journeys" / "se.yml").write_text(SWEDEN)
    privacy = (data / "privacy" / "intl.yml").read_text().replace("id: intl", "id: se", 1)
    (data / "privacy" / "se.yml").write_text(privacy)
    bank = (data / "bank.yml").read_text().replace("en: intl}", "en: se}", 1)
    (data / "bank.yml").write_text(bank)
    async with action_server(settings_for(tmp_path, data=data)) as running:
        yield running


async def test_a_country_that_a_bank_has_added_is_gone_through_to_the_end(server: ActionServer) -> None:
    await server.act("action_start_verification", "c:1")
    case = await server.case()
    case_id = str(case["case_id"])
    assert (case["journey"], [step["id"] for step in case["steps"]]) == (
        "se",
        ["consent", "details", "code", "signed", "review"],
    )
    await server.consent(case_id)
    fields = {name: VALUES["en"][name] for name in ("name", "birth_date", "phone")}
    await server.form(case_id, "details", {"fields": fields})
    assert (await server.card(case_id, "code"))["code"]["to"] == "+46*****4567"
    assert (await server.code(case_id)).json()["data"]["result"] == "passed"
    assert (await server.card(case_id, "signed"))["statement"] == "I apply to Gildong Bank"
    unsaid = await server.photo(case_id, "signed", drawings.signature())
    assert (unsaid.status_code, unsaid.json()["fields"]) == (400, {"statement": "missing"})
    answer = await server.sign(case_id, "signed", drawings.signature())
    assert answer.json()["data"]["journey"]["status"] == "in_review"
    decided = await server.command(case_id, command="decide", decision="approved", reason="as the law wants it")
    assert decided.json()["status"] == "approved"
