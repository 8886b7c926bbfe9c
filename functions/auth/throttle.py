"""How often one address, of mail or of the network, may try something before it has to wait.

Counted before anything is looked up, for known and unknown people alike, so that the throttle tells nothing.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from typing import Literal

from starlette.requests import Request

from footlight.limits import give_back, spend
from footlight.settings import settings

Action = Literal["login", "totp", "confirm", "reset", "mail", "password", "avatar"]


@dataclass(frozen=True)
class Allowance:
    """How many tries within ``window`` seconds for one person, and for one network address."""

    person: int
    address: int
    window: int


ALLOWANCES: dict[Action, Allowance] = {
    "login": Allowance(10, 60, 900),
    "totp": Allowance(10, 60, 900),
    "confirm": Allowance(10, 60, 900),
    "reset": Allowance(10, 60, 900),
    "mail": Allowance(5, 30, 3600),
    "password": Allowance(10, 60, 900),
    "avatar": Allowance(30, 120, 3600),
}


def attempt(action: Action, person: str, address: str) -> None:
    """Count one try by ``person`` (email or user id) from ``address``. Raises TooManyRequests.

    The network address first: one that is refused must not use up the tries of the people it names.
    FOOTLIGHT_AUTH_ATTEMPTS_PER_ADDRESS replaces the numbers for addresses, where many people share one.
    """
    allowance = ALLOWANCES[action]
    per_address = settings().integer("auth_attempts_per_address", allowance.address)
    spend(f"auth#{action}#address#{address}", per_address, allowance.window)
    spend(_key(action, person), allowance.person, allowance.window)


def succeeded(action: Action, person: str) -> None:
    """Give ``person`` the try back: whoever knows the password is not guessing."""
    give_back(_key(action, person), ALLOWANCES[action].window)


def _key(action: Action, person: str) -> str:
    # Hashed: the table need not be a list of who has an account, or of who mistyped theirs.
    return f"auth#{action}#person#{hashlib.sha256(person.encode()).hexdigest()}"


def client_address(request: Request) -> str:
    """The network address that a request came from, as CloudFront saw it; IPv6 by its /64, one household.

    API Gateway's ``sourceIp`` is its own peer: the CloudFront edge, shared by strangers. CloudFront appends
    the viewer to X-Forwarded-For, API Gateway appends its peer; what stands further left is whatever the
    client wrote. So: the last entry that is not API Gateway's peer. CloudFront-Viewer-Address would say the
    same, but a client can write it too wherever the edge's origin request policy does not set it.
    """
    peer = request.client.host if request.client else None
    hops = [hop.strip() for hop in request.headers.get("x-forwarded-for", "").split(",") if hop.strip()]
    if hops and hops[-1] == peer:
        hops.pop()
    return _network(hops[-1] if hops else peer or "")


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
