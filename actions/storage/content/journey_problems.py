"""How the parts of a journey fit each other: what no single part can see, by file, line and key."""

from actions.storage.content.files import PLACEHOLDER, File
from actions.storage.content.journey_entries import JourneyFile, StepEntry
from actions.verification.checks import CHECKS, KNOWN
from actions.verification.details import READERS
from actions.verification.journey import CODED, Basis, Kind
from actions.verification.vendor_match import COMPARED

# What belongs to steps of these kinds and to no others; what they must have.
SHAPE: dict[str, frozenset[Kind]] = {
    "items": frozenset({Kind.CONSENT}),
    "fields": frozenset({Kind.DETAILS, Kind.TRANSFER}),
    "accepts": frozenset({Kind.DOCUMENT}),
    "vendor": frozenset({Kind.VENDOR}),
    "statement": frozenset({Kind.SIGNATURE}),
}
# What must have been asked for by then, or in the step itself.
NEEDED: dict[Kind, tuple[str, ...]] = {
    Kind.CODE: ("phone",),
    Kind.TRANSFER: ("name", "account_bank", "account_number"),
}


def problems_of(file: File, entry: JourneyFile) -> list[str]:
    """What no single entry can see: how the parts fit each other."""
    found = [] if entry.id == file.path.stem else [file.problem(("id",), "must be the file's name")]
    items = {consent.item for consent in entry.consents}
    ids = [step.id for step in entry.steps]
    for place, step in enumerate(entry.steps):
        at: tuple[int | str, ...] = ("steps", place)
        if ids.index(step.id) != place:
            found.append(file.problem((*at, "id"), "stands twice"))
        if (step.kind is Kind.REVIEW) != (place == len(ids) - 1):
            found.append(file.problem((*at, "kind"), "the review is the last step, and no other is"))
        if step.consent and step.consent not in items:
            found.append(file.problem((*at, "consent"), "is no item of `consents`"))
        found += [
            file.problem((*at, "items"), f"`{item}` is no item of `consents`") for item in set(step.items) - items
        ]
        unread = sorted(set(step.fields) - set(READERS))
        found += [file.problem((*at, "fields"), f"`{field}` is a field that nothing can read") for field in unread]
        found += _misfits(file, step, at)
        if step.alternative and step.alternative not in {way.id for way in entry.alternatives}:
            found.append(file.problem((*at, "alternative"), "is none of `alternatives`"))
    return [
        *found,
        *_minute_problems(file, entry),
        *_reach_problems(file, entry),
        *_late_problems(file, entry),
        *_method_problems(file, entry),
        *_kept_problems(file, entry),
        *_law_problems(file, entry),
    ]


def _kept_problems(file: File, entry: JourneyFile) -> list[str]:
    items = [each.item for each in entry.kept_by_law]
    found = [
        file.problem(("kept_by_law", place, "item"), "stands twice")
        for place, item in enumerate(items)
        if items.index(item) != place
    ]
    if items == ["consents"]:
        found.append(file.problem(("kept_by_law",), "a ledger is kept with what was consented to, or not at all"))
    return found


def _law_problems(file: File, entry: JourneyFile) -> list[str]:
    return [
        file.problem(("consents", place, "law"), "belongs to `basis: statute`, and must not be empty there")
        for place, consent in enumerate(entry.consents)
        if bool(consent.law) != (consent.basis is Basis.STATUTE)
    ]


def _misfits(file: File, step: StepEntry, at: tuple[int | str, ...]) -> list[str]:
    found = [
        file.problem((*at, part), f"belongs to {' and '.join(sorted(kinds))}, and must not be empty there")
        for part, kinds in SHAPE.items()
        if bool(getattr(step, part)) != (step.kind in kinds)
    ]
    if step.moves and step.kind is not Kind.SELFIE:
        found.append(file.problem((*at, "moves"), "belongs to selfie"))
    if step.kind not in CODED and step.model_fields_set & {"holds", "pause", "sends"}:
        found.append(file.problem(at, "holds, pause and sends belong to code and transfer"))
    for language, text in step.statement.items():
        strange = sorted(set(PLACEHOLDER.findall(text)) - {"bank"})
        found += [file.problem((*at, "statement", language), f"`{{{name}}}` is not `{{bank}}`") for name in strange]
    for part in ("needs", "informs"):
        unknown = sorted(set(getattr(step, part)) - set(CHECKS))
        found += [file.problem((*at, part), f"`{check}` is a check that nobody makes") for check in unknown]
    return found


def _minute_problems(file: File, entry: JourneyFile) -> list[str]:
    """Customers are told this range: what the steps take lies in it."""
    whole = sum(step.minutes for step in entry.steps)
    if entry.minutes.min <= whole <= entry.minutes.max:
        return []
    return [file.problem(("minutes",), f"the steps take {whole} minutes, which does not lie between")]


def _reach_problems(file: File, entry: JourneyFile) -> list[str]:
    """Nothing is sent to a phone or an account that nobody has asked for before."""
    found, asked = [], set[str]()
    for place, step in enumerate(entry.steps):
        asked |= set(step.fields)
        missing = set(NEEDED.get(step.kind, ())) - asked
        found += [file.problem(("steps", place), f"needs the field `{field}` before") for field in sorted(missing)]
    if "account_bank" in asked and not entry.banks:
        found.append(file.problem(("banks",), "is missing: a step asks for the bank of an account"))
    ids = [bank.id for bank in entry.banks]
    return found + [
        file.problem(("banks", n, "id"), "stands twice") for n, name in enumerate(ids) if ids.index(name) != n
    ]


def _late_problems(file: File, entry: JourneyFile) -> list[str]:
    """What a vendor says is held against what was typed until then, and against nothing else."""
    kinds = [step.kind for step in entry.steps]
    first = kinds.index(Kind.VENDOR) if Kind.VENDOR in kinds else len(kinds)
    return [
        file.problem(("steps", place, "fields"), f"`{field}` comes after the vendor's step")
        for place, step in enumerate(entry.steps)
        for field in sorted(set(COMPARED) & set(step.fields))
        if place > first
    ]


def _method_problems(file: File, entry: JourneyFile) -> list[str]:
    steps = {step.id for step in entry.steps} | {way.id for way in entry.alternatives}
    methods = [method.id for method in entry.methods]
    found = [
        file.problem(("methods", place, "steps"), f"`{step}` is no step")
        for place, method in enumerate(entry.methods)
        for step in sorted(set(method.steps) - steps)
    ]
    found += [
        file.problem(("methods", place, "checks"), f"`{check}` is a check that nobody makes")
        for place, method in enumerate(entry.methods)
        for check in sorted(set(method.checks) - KNOWN)
    ]
    if entry.rule is None:
        return found
    unknown = sorted(set(entry.rule.of) - set(methods))
    found += [file.problem(("rule", "of"), f"`{method}` is none of `methods`") for method in unknown]
    if entry.rule.at_least > len(set(entry.rule.of)):
        found.append(file.problem(("rule", "at_least"), "is more than there are"))
    return found
