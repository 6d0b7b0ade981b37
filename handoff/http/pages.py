"""The pages, the loader that a bank's page includes, and the files behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, empty, redirect

from handoff.http.answers import good
from handoff.http.assets import Assets, served
from handoff.http.policies import CAMERA, NO_DEVICES, page_policy, sockets_of

ANYWHERE = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}


@dataclass(frozen=True, slots=True)
class Site:
    assets: Assets
    own_origins: Sequence[str]
    parents: Sequence[str]  # who may frame the chat
    config: Mapping[str, Any]  # what the widget may know before anyone has signed in


def create_pages(site: Site) -> Blueprint:
    blueprint = Blueprint("pages")
    sockets = sockets_of(site.own_origins)

    @blueprint.get("/chat")
    async def chat(request: Request) -> HTTPResponse:
        policy = page_policy(sockets, ["'self'", *site.parents])
        return _page(served(request, site.assets.find("chat.html")), policy, CAMERA)

    @blueprint.get("/console")
    async def console(request: Request) -> HTTPResponse:
        return _page(served(request, site.assets.find("console.html")), page_policy(sockets, []), NO_DEVICES)

    @blueprint.get("/branch")
    async def branch(request: Request) -> HTTPResponse:
        """The camera, for the customer who holds the tablet."""
        return _page(served(request, site.assets.find("branch.html")), page_policy(sockets, []), CAMERA)

    @blueprint.get("/widget/loader.js")
    async def loader(request: Request) -> HTTPResponse:
        response = served(request, site.assets.find("widget/loader.js"))
        response.headers.update(ANYWHERE)
        return response

    @blueprint.get("/widget/config")
    async def config(_request: Request) -> HTTPResponse:
        return good(site.config)

    @blueprint.get("/favicon.ico")
    async def no_icon(_request: Request) -> HTTPResponse:
        """Browsers ask for one whatever the page says."""
        return empty(headers={"Cache-Control": "public, max-age=86400"})

    @blueprint.get("/static/<path:path>")
    async def static(request: Request, path: str) -> HTTPResponse:
        return served(request, site.assets.find(path))

    return blueprint


def create_demo(site: Site, demo_origin: str, widget_origin: str) -> Blueprint:
    """A bank's page in development: on another origin than the widget that it frames, as it would be."""
    blueprint = Blueprint("demo")

    @blueprint.get("/demo")
    async def demo(request: Request) -> HTTPResponse:
        if request.headers.get("host") != demo_origin.partition("//")[2]:
            return redirect(f"{demo_origin}/demo")
        policy = page_policy([], [], scripts=[widget_origin], frames=[widget_origin])
        devices = NO_DEVICES.replace("camera=()", f'camera=(self "{widget_origin}")')
        return _page(served(request, site.assets.find("demo.html")), policy, devices)

    return blueprint


def _page(response: HTTPResponse, policy: str, devices: str) -> HTTPResponse:
    response.headers["Content-Security-Policy"] = policy
    response.headers["Permissions-Policy"] = devices
    return response
