"""The examples that browsers' tests read are what the server says and takes."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from handoff.realtime.agent import AgentNamespace
from handoff.realtime.customer import CustomerNamespace
from handoff.realtime.typed_namespace import TypedNamespace
from tests.unit.handoff.realtime.wire_examples import examples, path_of

FILES = (
    "customer_commands",
    "customer_events",
    "customer_snapshots",
    "agent_commands",
    "agent_events",
    "agent_snapshots",
)


def kept(name: str) -> Any:
    return json.loads(path_of(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
async def test_the_examples_are_what_the_server_says(name: str) -> None:
    assert kept(name) == (await examples())[name]


@pytest.mark.parametrize(
    ("name", "namespace"), [("customer_commands", CustomerNamespace), ("agent_commands", AgentNamespace)]
)
def test_every_command_has_an_example_and_every_example_is_a_command(
    name: str, namespace: type[TypedNamespace]
) -> None:
    commands = kept(name)
    assert set(commands) == set(namespace.commands)
    for command, payload in commands.items():
        namespace.commands[command].model_validate(payload)
        with pytest.raises(ValidationError):
            namespace.commands[command].model_validate(payload | {"more": 1})


def test_nothing_that_customers_are_sent_has_a_staff_side() -> None:
    sent = json.dumps([kept("customer_events"), kept("customer_snapshots")])
    for word in ('"staff"', '"confidence"', '"trigger"', '"summary"', '"unread"', "두 번째 문의"):
        assert word not in sent
