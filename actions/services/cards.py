"""What a step's card shows."""

from actions.services.actor import Actor
from actions.services.keeping import values_of
from actions.services.means import Means, get_case, in_work
from actions.services.ports import Json, Work
from actions.services.sending import code_view
from actions.services.wording import Wording, text_hash
from actions.verification.case import Case
from actions.verification.details import shape_of
from actions.verification.journey import CODED, ConsentItem, Journey, Kind, PlannedStep
from actions.verification.masks import mask
from actions.verification.reasons import public_code

PHOTO_TYPES = ("image/jpeg", "image/png", "image/webp")
DRAWING_TYPES = ("image/png",)
REACHED = {Kind.CODE: "phone", Kind.TRANSFER: "account_number"}  # where the code goes


async def get_card(
    means: Means, actor: Actor, case_id: str, step_id: str, language: str | None, max_bytes: int
) -> Json:
    async def use(work: Work) -> Json:
        case = actor.own(await get_case(work, case_id))
        return await _shown(means, work, case, step_id, language, max_bytes)

    return await in_work(means, use)


async def _shown(means: Means, work: Work, case: Case, step_id: str, language: str | None, max_bytes: int) -> Json:
    wording = means.wording(language, case)
    shown = card(means, case, step_id, wording, max_bytes)
    planned = means.plan(case, step_id)
    if planned.kind in CODED:
        view = code_view(means, planned, await work.codes.get(case.case_id, step_id))
        values = await values_of(means, work, case)
        where = REACHED[planned.kind]
        shown["code"] = view | {"to": mask(where, values[where]) if where in values else None}
    return shown


def card(means: Means, case: Case, step_id: str, wording: Wording, max_bytes: int) -> Json:
    step, planned, journey = case.step(step_id), means.plan(case, step_id), means.journey_of(case)
    reason = public_code(step.reason)
    return {
        "v": 1,
        "case_id": case.case_id,
        "step": step.id,
        "kind": str(step.kind),
        "state": str(step.state),
        "version": case.version,
        "language": wording.language,
        **{part: wording.steps[step.kind][part] for part in ("title", "why", "how", "tip")},
        "before_camera": wording.before_camera.get(step.kind),
        "minutes": step.minutes,
        "attempts_left": step.attempts_left,
        "reason": {"code": reason, **wording.reason(reason)} if reason else None,
        "alternative": step.alternative,
        "alternative_kind": step.alternative_kind,
        "release": wording.release,
        "consents": [_consent(case, item, planned, journey, wording) for item in asked(case, journey, planned)],
        "fields": [_field(field, journey, wording) for field in planned.fields],
        "documents": [{"kind": kind, "title": wording.documents[kind]} for kind in _documents(means, planned, wording)],
        "moves": planned.moves,  # how many turns of the head the challenge asks for
        "vendor": means.vendors.titles.get(planned.vendor, planned.vendor) if planned.vendor else None,
        "simulated": _stands_in(means, planned) or any(finding.simulated for finding in step.findings),
        "limits": _limits(planned, max_bytes),
        **_statement(planned, wording),
    }


def _stands_in(means: Means, planned: PlannedStep) -> bool:
    """Whom this step reaches exists in development only: it is said before anybody waits for a code or opens a page."""
    connected = means.vendors.connected.get(planned.vendor or "")
    reached = {
        Kind.CODE: means.providers.texts.simulated,
        Kind.TRANSFER: means.providers.core.simulated,
        Kind.VENDOR: connected is not None and connected.is_test,
    }
    return reached.get(planned.kind, False)


def _limits(planned: PlannedStep, max_bytes: int) -> Json:
    types = {Kind.SIGNATURE: DRAWING_TYPES, Kind.DOCUMENT: PHOTO_TYPES, Kind.SELFIE: PHOTO_TYPES}.get(planned.kind)
    return {"types": list(types), "max_bytes": max_bytes} if types else {}


def _statement(planned: PlannedStep, wording: Wording) -> Json:
    """What is signed. The hash comes back with the drawing, so that nobody signs another text than they saw."""
    if planned.kind is not Kind.SIGNATURE:
        return {}
    text = wording.statements[planned.id]
    return {"statement": text, "statement_hash": text_hash(text)}


def _documents(means: Means, planned: PlannedStep, wording: Wording) -> tuple[str, ...]:
    """At a vendor those that its flow takes, as far as we have a word for them."""
    connected = means.vendors.connected.get(planned.vendor or "")
    if connected is None:
        return planned.accepts
    taken = connected.vendor.capabilities().flows.get(planned.flow or "", frozenset())
    return tuple(sorted(kind for kind in taken if kind in wording.documents))


def asked(case: Case, journey: Journey, planned: PlannedStep) -> list[ConsentItem]:
    """The consents that this card asks for: its own list, or the one that this step still lacks."""
    names = planned.items if planned.kind is Kind.CONSENT else ((planned.consent,) if planned.consent else ())
    items = [item for item in (journey.consent(name) for name in names) if item is not None]
    return items if planned.kind is Kind.CONSENT else [item for item in items if not case.has_consent(item.item)]


def _consent(case: Case, item: ConsentItem, planned: PlannedStep, journey: Journey, wording: Wording) -> Json:
    given = case.consent(item.item)
    return {
        "step": next((step.id for step in journey.steps if item.item in step.items), None),
        "item": item.item,
        "basis": str(item.basis),
        "required": item.required or item.item == planned.consent,  # without it this step takes nothing
        "given": given.given if given else None,
        "release": wording.release,
        "hash": wording.consent_hash(item.item),
        **wording.consents[item.item],
    }


def _options(field: str, journey: Journey, wording: Wording) -> Json:
    if field != "account_bank":
        return {}
    return {"options": [{"value": bank.id, "label": bank.name[wording.language]} for bank in journey.banks]}


KEYBOARDS = {"digits": "numeric", "date": "numeric", "tel": "tel"}


def _field(field: str, journey: Journey, wording: Wording) -> Json:
    shape, longest = shape_of(field)
    return {
        "name": field,
        "kind": shape,
        "required": True,
        "inputmode": KEYBOARDS.get(shape, "text"),
        "calendar": journey.calendar if shape == "date" else None,
        "max_length": longest,
        **_options(field, journey, wording),
        **{part: wording.fields[field][part] for part in ("label", "hint", "error")},
    }
