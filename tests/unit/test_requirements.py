"""Each requirement of a verification that a bank can stand behind has a test that bears its number, and the page lists
them all. `WRITE_TABLE=1` writes the page's table anew."""

import os
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "handoff" / "docs" / "requirements.md"
TEST = re.compile(r"def (test_r(\d\d)_\w+)\(", re.MULTILINE)
SAID = {
    2: "What is needed, and an honest range of time, is said before the start",
    3: "Step n of N as the case counts it; the first step is quick, no percentage is made up",
    4: "Every step says what, why, a tip and what if it fails, in Korean, Persian and English",
    5: "Korea: two of five methods, counted by the case; nobody declares one met",
    6: "Iran: data and card, picture against the registry, owner of the SIM card, e-signature",
    7: "Left and come back to, also on another device; “where was I” is answered",
    8: "Photos, numbers and codes never pass through the chat; typed there, they are hidden first",
    9: "Numbers and dates are read by their own rules, in digits of any script",
    10: "A failure says the cause, one tip, the tries left and another way",
    11: "A sensitive reason gets neutral words and a person, and no hint about the control",
    12: "Tries are limited for each step and for the whole case; then a person or another way",
    13: "A branch or another way can always be reached",
    14: "Nothing must be read aloud; large text, screen readers, no time trap",
    15: "Every automated decline offers a person who looks again, and an explanation",
    16: "Questions about data are answered from the bank's facts, never from invention",
    17: "In the order that matters to people: sharing, protection, technology, why, storage",
    18: "“Not shared” is said only where the bank's file says so; who processes is named",
    19: "Biometrics have a consent of their own: unticked, versioned, with its text's hash",
    20: "Refusing does not end the service, and nobody presses",
    21: "Withdrawing is as easy as giving; what a law keeps is said item by item",
    22: "The resident number rests on a statute, not on consent, and is shown masked",
    23: "Face ID and fingerprints on the phone are explained where it is true",
    24: "No certification is claimed that the bank has not written down",
    25: "Logs and figures hold no personal data; small cells are suppressed; retention is set",
    28: "What goes out to a telephone holds no link and nothing personal",
    39: "Whom to call about fraud is told, by country",
    50: "The same state in the app, on the web and at a branch; nothing is asked twice",
    52: "One contract for every vendor, and webhooks shaped like five of them",
    53: "Webhooks: raw bytes, tolerance, two secrets, once, any order, later reversal",
    54: "Statuses and reasons as tables; what is unknown is safe",
    55: "A vendor's address or secret is never logged, mailed or stored",
    61: "What is down is said to be down, and what can be done instead",
}


def proofs() -> dict[int, list[str]]:
    found = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for name, number in TEST.findall(path.read_text()):
            found[int(number)].append(f"`{path.relative_to(ROOT)}` {name}")
    return found


def table() -> str:
    known = proofs()
    rows = [f"| {number} | {said} | {'<br>'.join(known[number])} |" for number, said in SAID.items()]
    return "\n".join(["| | Requirement | Tests |", "|---|---|---|", *rows]) + "\n"


def test_every_requirement_has_a_test_named_after_it() -> None:
    assert [number for number in SAID if not proofs()[number]] == []


def test_no_test_bears_a_number_that_no_requirement_has() -> None:
    assert set(proofs()) <= set(SAID)


def test_the_page_lists_them_all() -> None:
    text = PAGE.read_text()
    head, _, _ = text.partition("| | Requirement")
    if os.environ.get("WRITE_TABLE"):
        PAGE.write_text(head + table())
    assert PAGE.read_text() == head + table()
