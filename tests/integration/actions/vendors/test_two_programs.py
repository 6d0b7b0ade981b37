"""Two programs on one database, as a grown-up installation has them."""

import asyncio
from pathlib import Path

from actions.services.vendor_inbox import hear_inbox
from actions.services.vendor_redaction import redact_due
from tests.integration.actions.conftest import action_server, settings_for
from tests.integration.actions.vendors.bank import bank_data, open_page, status_is, stripe, to_vendor


async def test_r53_two_programs_hear_each_webhook_once(tmp_path: Path, postgres_url: str) -> None:
    async with stripe() as there:
        settings = settings_for(tmp_path / "home", postgres_url, data=bank_data(tmp_path, "checks"), **there.settings())
        async with action_server(settings) as one, action_server(settings) as two:
            doors = [str(each.http.base_url).rstrip("/") for each in (one, two)]
            case_id = await to_vendor(one)
            await asyncio.gather(*(open_page(one, case_id) for _ in range(4)))
            assert len(there.fake.sessions) == 1
            for code in ("document_expired", "document_unverified_other"):
                there.move("submit")
                there.move("fail", code)
            there.move("submit")
            there.move("verify")
            for body in there.fake.outbox:
                headers = there.fake.headers(body)
                url = "/webhooks/vendors/stripe"
                sent = [there.http.post(door + url, content=body, headers=headers) for door in doors * 2]
                assert {answer.status_code for answer in await asyncio.gather(*sent)} == {200}
            await asyncio.gather(*(hear_inbox(each.program.means) for each in (one, two) for _ in range(3)))
            await status_is(one, "approved")
            detail = (await one.http.get(f"/cases/{case_id}", headers=one.staff)).json()
            names = [entry["name"] for entry in detail["history"]]
            assert names.count("step_failed") <= 2
            assert (names.count("vendor_opened"), names.count("step_passed")) == (1, 3)
            versions = [entry["version"] for entry in detail["history"] if entry["name"] != "vendor_opened"]
            assert versions == sorted(set(versions))
            await asyncio.gather(*(redact_due(each.program.means) for each in (one, two)))
