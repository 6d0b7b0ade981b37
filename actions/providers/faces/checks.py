"""The port `FaceChecks`, served by a process of its own: dlib holds the interpreter for a tenth of a second a face, in
which no other thread could answer anybody. A decoder that dies on a file takes only that process with it."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import cv2
import structlog

from actions.providers.builtin.opening import Refused, open_photo
from actions.providers.builtin.text_lines import TextLine
from actions.providers.builtin.zone import lines_of_zone
from actions.providers.faces.looking import Selfie, look
from actions.providers.faces.quality import FaceLimits
from actions.services.providers import PhotoOutcome
from actions.verification.liveness import Challenge

log = structlog.get_logger(__name__)

PROCESSES = 1  # a second would hold another 160 MB


class BuiltinFaceChecks:
    def __init__(self, limits: FaceLimits | None = None) -> None:
        self._limits = limits or FaceLimits()
        self._turns = asyncio.Semaphore(PROCESSES)  # those who wait hold no copy of their photos in the process
        self._pool: ProcessPoolExecutor | None = None

    async def check(
        self,
        frames: Sequence[bytes],
        challenge: Challenge | None,
        document: bytes | None,
        seen: Sequence[bytes],
    ) -> PhotoOutcome:
        async with self._turns:
            zone = await asyncio.to_thread(zone_of, document)
            selfie = Selfie(tuple(frames), challenge, document, tuple(seen), self._limits, zone)
            try:
                return await asyncio.get_running_loop().run_in_executor(self._process(), look, selfie)
            except BrokenProcessPool:
                log.warning("face_process_died")
                self.close()
                return PhotoOutcome("IMAGE_DAMAGED")

    def _process(self) -> ProcessPoolExecutor:
        if self._pool is None:
            afresh = multiprocessing.get_context("spawn")  # a fork would copy locks that other threads hold
            self._pool = ProcessPoolExecutor(PROCESSES, afresh, _prepare)
        return self._pool

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def zone_of(document: bytes | None) -> tuple[TextLine, ...]:
    """In this process, which holds the networks that read: a second time they would take 200 MB."""
    try:
        return lines_of_zone(open_photo(document).pixels) if document else ()
    except Refused:
        return ()


def _prepare() -> None:
    """Ctrl-C is the parent's to hear; one core is enough; and nobody is left behind when the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)
    threading.Thread(target=_leave_with_the_parent, daemon=True).start()


def _leave_with_the_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(0)
