"""Every code with which this API refuses, and what it means."""

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "invalid_payload": "body, query or key are not what is described here; `fields` says which part",
    "unauthorized": "no token, or one that is unknown or revoked",
    "forbidden": "the token lacks a scope, which `fields.scope` names",
    "not_found": "there is no such case, event or path",
    "method_not_allowed": "`Allow` says which methods there are",
    "journey_unknown": "no journey of that name is configured",
    "case_open": "the customer has an open case already, which `fields.case_id` names",
    "case_refuses": "the case stands where this is not possible; `reason` says why",
    "idempotency_key_reused": "the same key came before with another body",
    "interrupted": "the line broke, or the body did not come in time; the same call may be made again",
    "too_large": "a body may have 64 KiB",
    "unsupported_type": "a body is application/json in UTF-8",
    "rate_limited": "too many calls from one address; wait a minute",
    "internal": "a fault of ours",
    "unavailable": "a program behind the door does not answer; the same call may be made again",
}
