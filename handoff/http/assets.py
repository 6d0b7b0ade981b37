"""Files for browsers, straight from the folder: strong ETag, compressed once, revalidated at each use."""

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from sanic import Request
from sanic.response import HTTPResponse, empty, raw

from handoff.domain.errors import NotFound

TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
COMPRESSED = (".js", ".css", ".html", ".json", ".svg", ".txt", ".webmanifest")
REVALIDATE = "no-cache"  # files change together with the program: a stale one beside a fresh one breaks the page
LONGEST_PATH = 200  # file systems refuse names that are much longer, each in its own way
LONG = "public, max-age=2592000"  # fonts never change under their name


@dataclass(frozen=True, slots=True)
class Asset:
    content: bytes
    compressed: bytes | None
    content_type: str
    etag: str
    cache: str


class Assets:
    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._known: dict[Path, tuple[tuple[int, int], Asset]] = {}

    def find(self, path: str) -> Asset:
        """NotFound for what is missing, outside of the folder or of no type that browsers need."""
        if len(path) > LONGEST_PATH or "\0" in path:
            raise NotFound
        file = (self._folder / path).resolve()
        if file.suffix not in TYPES or not file.is_relative_to(self._folder) or not file.is_file():
            raise NotFound
        found = file.stat()
        stamp = (found.st_mtime_ns, found.st_size)
        if file not in self._known or self._known[file][0] != stamp:
            self._known[file] = (stamp, made(file.read_bytes(), file.suffix))
        return self._known[file][1]


def made(content: bytes, suffix: str) -> Asset:
    compressed = gzip.compress(content, 9, mtime=0) if suffix in COMPRESSED else None
    cache = LONG if suffix == ".woff2" else REVALIDATE
    return Asset(content, compressed, TYPES[suffix], hashlib.sha256(content).hexdigest()[:32], cache)


def served(request: Request, asset: Asset) -> HTTPResponse:
    compressed = asset.compressed if "gzip" in (request.headers.get("accept-encoding") or "") else None
    # A strong ETag stands for exact bytes, so each encoding has its own.
    etag = f'"{asset.etag}{"-gzip" if compressed else ""}"'
    headers = {"ETag": etag, "Cache-Control": asset.cache, "Vary": "Accept-Encoding"}
    if etag in [tag.strip() for tag in (request.headers.get("if-none-match") or "").split(",")]:
        return empty(status=304, headers=headers)
    if compressed:
        headers["Content-Encoding"] = "gzip"
    return raw(compressed or asset.content, content_type=asset.content_type, headers=headers)
