"""`python -m handoff serve | develop | create-admin | funnel | mask | erase | erasures | check-proof`."""

import argparse
import asyncio
import getpass
import json
import re
import secrets
import sys

from handoff.development.supervisor import develop
from handoff.domain.errors import HandoffError
from handoff.settings import Settings, SettingsRefusedError, load_settings, read_settings
from handoff.storage.bank_files import DataRefusedError

# What serves is imported where it is used: the supervisor should not load it before it starts the programs.

REFUSED = 2
UNFINISHED = 3  # a program is down: the front door carries on
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{1,63}")
KEEP_ALIVE_S = 75  # longer than any caller or proxy keeps one: else it may be closed while a request is on its way


def main(arguments: list[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except SettingsRefusedError as error:
        print("\n".join(error.messages), file=sys.stderr)
    except DataRefusedError as error:
        print(error, file=sys.stderr)
    except HandoffError as error:
        print(error.code.replace("_", " "), file=sys.stderr)
    return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m handoff")
    commands = parser.add_subparsers(required=True)
    serve = commands.add_parser("serve", help="the front door alone, for production and for the supervisor")
    serve.set_defaults(run=_serve)
    commands.add_parser("develop", help="all three programs on this machine").set_defaults(run=lambda _: develop())
    admin = commands.add_parser(
        "create-admin", help="the first operator; the password is asked for, or read from stdin"
    )
    admin.add_argument("username")
    admin.add_argument("--name", default="")
    admin.add_argument("--role", default="operator")
    admin.add_argument("--languages", default="en", help="separated by commas")
    admin.set_defaults(run=_create_admin)
    funnel = commands.add_parser("funnel", help="counts of step events by step, language and reason")
    funnel.add_argument("--all", action="store_true", help="also the small cells; in development alone")
    funnel.set_defaults(run=_funnel)
    masking = commands.add_parser(
        "mask", help="stdin to stdout, what stands before a tab as a customer's message is masked"
    )
    masking.set_defaults(run=_mask)
    _add_erasing(commands)
    return parser


def _add_erasing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    erase = commands.add_parser("erase", help="a customer, from all three programs; prints the proof")
    erase.add_argument("customer", nargs="?", help="the bank's own name for the customer, as in its tokens")
    erase.add_argument("--installation", help="an installation of the bank's app that is no customer's yet")
    erase.add_argument("--reason", required=True, type=_code, help="a word or the number of a ticket; no names")
    erase.add_argument("--by", default=getpass.getuser(), help="who asks for it")
    erase.set_defaults(run=_erase)
    listed = commands.add_parser("erasures", help="what was erased and what still waits; with an id, its proof")
    listed.add_argument("erasure", nargs="?")
    listed.set_defaults(run=_erasures)
    proof = commands.add_parser("check-proof", help="whether the proof on stdin was made here and is unchanged")
    proof.set_defaults(run=_check_proof)


def _code(text: str) -> str:
    """The proof must name nobody, so no sentence goes into it."""
    if not CODE.fullmatch(text):
        raise argparse.ArgumentTypeError("letters, digits, dots, dashes and underscores")
    return text


def _serve(_asked: argparse.Namespace) -> int:
    import uvicorn

    from handoff.app.server import create_app
    from handoff.log import configure
    from handoff.realtime.server import LARGEST_FRAME

    settings = _with_demo_password(load_settings())
    configure()
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        ws="websockets-sansio",
        ws_max_size=LARGEST_FRAME,  # refused while it comes; uvicorn would gather 16 MB of it first
        log_config=None,
        access_log=False,  # addresses and query strings are nobody's business
        log_level="warning",  # at info it tells the address of every socket
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=5,
    )
    return 0


def _with_demo_password(settings: Settings) -> Settings:
    if not settings.development or settings.demo_password:
        return settings
    password = secrets.token_urlsafe(9)
    print(f"Demo staff sign in with the password {password}", flush=True)
    return settings.model_copy(update={"demo_password": password})


def _create_admin(asked: argparse.Namespace) -> int:
    from handoff.app.commands import create_admin
    from handoff.services.staff_accounts import NewStaff

    new = NewStaff(asked.username, asked.name or asked.username, asked.role, tuple(asked.languages.split(",")))
    asyncio.run(create_admin(read_settings(), new, _password()))
    print(f"{asked.username} may sign in as {asked.role}")
    return 0


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    while (password := getpass.getpass("Password: ")) != getpass.getpass("Again: "):
        print("The two differ", file=sys.stderr)
    return password


def _funnel(asked: argparse.Namespace) -> int:
    from handoff.app.commands import show_funnel

    settings = read_settings()
    if asked.all and not settings.development:
        print("--all could point at single people: it exists in development alone", file=sys.stderr)
        return REFUSED
    print(asyncio.run(show_funnel(settings, asked.all)))
    return 0


def _erase(asked: argparse.Namespace) -> int:
    from handoff.app.commands import erase
    from handoff.log import configure
    from handoff.services.erasing import Why

    configure("WARNING")  # the proof alone is printed, what happens on the way goes to stderr
    if not asked.customer and not asked.installation:
        print("name a customer or an installation", file=sys.stderr)
        return REFUSED
    why = Why(asked.reason, asked.by[:36])
    erasure = asyncio.run(erase(load_settings(), asked.customer, asked.installation, why))
    print(_pretty(erasure.report))
    return UNFINISHED if erasure.state == "open" else 0


def _erasures(asked: argparse.Namespace) -> int:
    from handoff.app.commands import find_erasure, list_erasures

    if asked.erasure:
        print(_pretty(asyncio.run(find_erasure(read_settings(), asked.erasure)).report))
        return 0
    for erasure in asyncio.run(list_erasures(read_settings())):
        kept = f"{len(erasure.kept)} items kept by law"
        waits = f"waits for {', '.join(erasure.pending)}" if erasure.pending else kept
        print(f"{erasure.id}\t{erasure.asked_at:%Y-%m-%d}\t{erasure.state}\t{waits}\t{erasure.reason}\t{erasure.by}")
    return 0


def _check_proof(_asked: argparse.Namespace) -> int:
    from handoff.domain.erasure import is_genuine

    try:
        proof = json.load(sys.stdin)
    except ValueError:
        proof = None
    genuine = isinstance(proof, dict) and is_genuine(proof, load_settings().statement_secret)
    print("genuine" if genuine else "not ours, or changed")
    return 0 if genuine else 1


def _pretty(report: object) -> str:
    return json.dumps(report, ensure_ascii=False, indent=2)


def _mask(_asked: argparse.Namespace) -> int:
    from handoff.domain.masking import mask

    for line in sys.stdin:
        text, tab, rest = line.partition("\t")
        sys.stdout.write(mask(text).text + tab + rest)
    return 0


if __name__ == "__main__":
    sys.exit(main())
