"""Signing in and out of the console."""

from typing import Any

from pydantic import Field
from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.domain.people import Staff
from handoff.http.answers import good
from handoff.http.guards import StaffGuard
from handoff.http.requests import Payload, parse
from handoff.services.staff_accounts import StaffDoor, csrf_of, sign_in, sign_out


class Credentials(Payload):
    username: str = Field(min_length=1, max_length=64)
    password: str = Field(min_length=1, max_length=1000)


class SignOut(Payload):
    everywhere: bool = False


def create_login(door: StaffDoor, guard: StaffGuard, secure: bool) -> Blueprint:
    blueprint = Blueprint("login", url_prefix="/api")

    @blueprint.post("/login")
    async def login(request: Request) -> HTTPResponse:
        guard.check_origin(request)
        credentials = parse(request, Credentials)
        staff, token = await sign_in(door, credentials.username, credentials.password, request.ip)
        response = good(_me(staff, token))
        response.add_cookie(
            guard.cookie,
            token,
            path="/",
            httponly=True,
            secure=secure,
            samesite="Strict",
            max_age=int(door.session.total_seconds()),
        )
        return response

    @blueprint.post("/logout")
    async def logout(request: Request) -> HTTPResponse:
        staff = await guard.staff(request)
        await sign_out(door, staff, guard.token(request), parse(request, SignOut).everywhere)
        response = good({"ok": True})
        response.add_cookie(guard.cookie, "", path="/", httponly=True, secure=secure, samesite="Strict", max_age=0)
        return response

    @blueprint.get("/me")
    async def me(request: Request) -> HTTPResponse:
        return good(_me(await guard.staff(request), guard.token(request)))

    return blueprint


def _me(staff: Staff, token: str) -> dict[str, Any]:
    user = {
        "id": staff.id,
        "username": staff.username,
        "name": staff.name,
        "role": staff.role,
        "languages": list(staff.languages),
        "permissions": sorted(staff.permissions),
        "capacity": staff.capacity,
    }
    return {"user": user, "csrf": csrf_of(token)}
