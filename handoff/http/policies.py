"""What browsers are told to refuse on our pages."""

from collections.abc import Mapping, Sequence

ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
NO_DEVICES = "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=()"
CAMERA = NO_DEVICES.replace("camera=()", "camera=(self)")


def page_policy(
    sockets: Sequence[str], parents: Sequence[str], scripts: Sequence[str] = (), frames: Sequence[str] = ()
) -> str:
    """Own files only; no inline script or style, no string that becomes code (trusted types)."""
    rules = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'"],
        "img-src": ["'self'", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *sockets],
        "frame-src": list(frames) or ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": list(parents) or ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def sockets_of(origins: Sequence[str]) -> list[str]:
    """Older Safari does not count a websocket as `'self'`."""
    return [origin.replace("http", "ws", 1) for origin in origins]
