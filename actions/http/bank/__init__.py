"""The API for the bank's own programs. Each operation is described once: from that come its route and its page in
OpenAPI, so that the two cannot disagree."""
