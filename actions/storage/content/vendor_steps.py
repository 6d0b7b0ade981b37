"""Steps that are done at a vendor need one that this installation can reach."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from actions.services.vendors import Vendors
from actions.storage.content.files import ContentWrong, File, read
from actions.verification.journey import Journey, Kind, PlannedStep


def check_vendor_steps(folder: Path, journeys: Iterable[Journey], vendors: Vendors, *, must_connect: bool) -> None:
    """`must_connect`: not so in development, where the step answers that it cannot be reached."""
    problems = [
        problem
        for journey in journeys
        if any(step.kind is Kind.VENDOR for step in journey.steps)
        for problem in _problems(read(folder / "journeys" / f"{journey.id}.yml"), journey, vendors, must_connect)
    ]
    if problems:
        raise ContentWrong(problems)


def _problems(file: File, journey: Journey, vendors: Vendors, must_connect: bool) -> list[str]:
    wrong = [(place, _wrong(step, vendors, must_connect)) for place, step in enumerate(journey.steps)]
    return [file.problem(("steps", place, part), why) for place, found in wrong for part, why in found.items()]


def _wrong(step: PlannedStep, vendors: Vendors, must_connect: bool) -> Mapping[str, str]:
    name = step.vendor
    if step.kind is not Kind.VENDOR or name is None:
        return {}
    if name not in vendors.titles:
        return {"vendor": f"there is no vendors/{name}.yml"}
    connected = vendors.connected.get(name)
    if connected is None:
        return {"vendor": f"`{name}` is not connected: see ACTIONS_VENDORS__{name.upper()}"} if must_connect else {}
    flows = connected.vendor.capabilities().flows
    if step.flow not in flows:
        return {"flow": f"is none of {', '.join(sorted(flows))}"}
    return {}
