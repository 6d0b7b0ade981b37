"""AES-256-GCM with a data key for each case, wrapped by a master key whose id stands in the sealed bytes."""

import hashlib
import hmac
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = b"G1"
NONCE_BYTES = 12
DATA_KEY_ID = "case"  # evidence is sealed by its case's own key
KEY_CONTEXT = "key|"
DIGEST_CONTEXT = b"gildong digest 1"


class CannotOpen(Exception):  # noqa: N818 — says what happened; holds nothing of the content
    """The key is unknown, or these bytes were not sealed for this place."""


class MasterKeySealing:
    def __init__(self, master_keys: Mapping[str, bytes]) -> None:
        """The first key is the current one; the others open what is still wrapped by them."""
        self._keys = dict(master_keys)
        self._current = next(iter(self._keys))

    def new_key(self, case_id: str) -> bytes:
        return self._wrap(case_id, AESGCM.generate_key(256))

    def seal(self, case_id: str, wrapped: bytes, plain: bytes, context: str) -> bytes:
        return _seal(DATA_KEY_ID, self._unwrap(case_id, wrapped), plain, context)

    def open(self, case_id: str, wrapped: bytes, sealed: bytes, context: str) -> bytes:
        return _open(self._unwrap(case_id, wrapped), sealed, context)

    def digest(self, case_id: str, wrapped: bytes, plain: bytes, context: str) -> bytes:
        """The data key seals; a key made from it, for this alone, digests. It outlives a change of the master key."""
        key = hmac.new(self._unwrap(case_id, wrapped), DIGEST_CONTEXT, hashlib.sha256).digest()
        return hmac.new(key, context.encode() + b"\0" + plain, hashlib.sha256).digest()

    def rewrap(self, case_id: str, wrapped: bytes) -> bytes | None:
        if _key_id(wrapped) == self._current:
            return None
        return self._wrap(case_id, self._unwrap(case_id, wrapped))

    def _wrap(self, case_id: str, data_key: bytes) -> bytes:
        return _seal(self._current, self._keys[self._current], data_key, KEY_CONTEXT + case_id)

    def _unwrap(self, case_id: str, wrapped: bytes) -> bytes:
        key = self._keys.get(_key_id(wrapped))
        if key is None:
            raise CannotOpen("unknown master key")
        return _open(key, wrapped, KEY_CONTEXT + case_id)


def _seal(key_id: str, key: bytes, plain: bytes, context: str) -> bytes:
    nonce, name = os.urandom(NONCE_BYTES), key_id.encode()
    head = FORMAT + bytes([len(name)]) + name
    return head + nonce + AESGCM(key).encrypt(nonce, plain, head + context.encode())


def _open(key: bytes, sealed: bytes, context: str) -> bytes:
    start = _head_length(sealed)
    nonce, rest = sealed[start : start + NONCE_BYTES], sealed[start + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, rest, sealed[:start] + context.encode())
    except InvalidTag:
        raise CannotOpen("wrong key or place") from None


def _head_length(sealed: bytes) -> int:
    if sealed[:2] != FORMAT or len(sealed) < 3:
        raise CannotOpen("unknown format")
    return 3 + sealed[2]


def _key_id(sealed: bytes) -> str:
    return sealed[3 : _head_length(sealed)].decode()
