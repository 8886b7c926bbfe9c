"""Tokens: the good one, and everything else."""

import base64
import json
import time
from collections.abc import Callable
from typing import Annotated, Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fastapi import APIRouter, Depends
from fastapi.testclient import TestClient

from footlight import identity
from footlight.errors import Unauthenticated
from footlight.http import create_app
from footlight.identity import Caller, CurrentCaller, OptionalCaller, require_role
from tests.tokens import KEY_ID, Tokens

Bearer = Callable[..., dict[str, str]]


@pytest.fixture
def client(bearer: Bearer) -> TestClient:
    """An API with one route for each kind of visitor."""
    router = APIRouter()

    @router.get("/me")
    def me(caller: CurrentCaller) -> str:
        return caller.user_id

    @router.get("/anyone")
    def anyone(caller: OptionalCaller) -> str | None:
        return caller.user_id if caller else None

    @router.get("/moderators")
    def moderators(caller: Annotated[Caller, Depends(require_role("moderator", "admin"))]) -> str:
        return caller.user_id

    return TestClient(create_app("test", router))


def status(client: TestClient, token: str, path: str = "/api/test/me") -> int:
    answer: int = client.get(path, headers={"Authorization": f"Bearer {token}"}).status_code
    return answer


def test_a_good_token_names_its_owner(client: TestClient, bearer: Bearer) -> None:
    headers = bearer("ada", roles=("viewer", "creator"))
    assert client.get("/api/test/me", headers=headers).json() == "ada"
    caller = identity.verify(headers["Authorization"].split()[1])
    assert (caller.user_id, caller.roles) == ("ada", frozenset({"viewer", "creator"}))


def test_a_visitor_is_told_from_a_bad_token(client: TestClient) -> None:
    assert client.get("/api/test/anyone").json() is None
    assert client.get("/api/test/me").json()["code"] == "unauthenticated"
    assert status(client, "forged", "/api/test/anyone") == 401


def test_roles_open_doors(client: TestClient, bearer: Bearer) -> None:
    path = "/api/test/moderators"
    assert client.get(path).status_code == 401
    assert client.get(path, headers=bearer("ada", roles=("creator",))).status_code == 403
    assert client.get(path, headers=bearer("ada", roles=("admin",))).status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": int(time.time()) - 60},
        {"iss": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_other"},
        {"iss": None},
        {"client_id": "another-client"},
        {"client_id": None},
        {"token_use": "id"},
        {"token_use": "refresh"},
        {"token_use": "id", "aud": "test-client"},
        {"sub": None},
        {"sub": 7},
        {"exp": None},
        {"exp": "never"},
        {"username": None},
        {"nbf": int(time.time()) + 600},
        {"iat": int(time.time()) + 600},
    ],
    ids=str,
)
def test_a_token_of_another_kind_is_refused(
    client: TestClient, tokens: Tokens, claims: dict[str, Any]
) -> None:
    claims = dict(claims)
    dropped = [name for name, value in claims.items() if value is None]
    body = {name: value for name, value in claims.items() if value is not None}
    good = jwt.decode(tokens.access("ada"), options={"verify_signature": False})
    payload = {name: value for name, value in {**good, **body}.items() if name not in dropped}
    try:
        token = jwt.encode(payload, tokens.key, "RS256", {"kid": KEY_ID})
    except TypeError:  # PyJWT will not write what it would not read
        token = by_hand({"alg": "RS256", "kid": KEY_ID}, payload, tokens)
    assert status(client, token) == 401


def test_another_pools_key_is_refused(client: TestClient, tokens: Tokens) -> None:
    payload = jwt.decode(tokens.access("ada"), options={"verify_signature": False})
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    for kid in (KEY_ID, "another", ""):
        assert status(client, jwt.encode(payload, stranger, "RS256", {"kid": kid})) == 401


def test_the_algorithm_is_ours_to_choose(client: TestClient, tokens: Tokens) -> None:
    payload = jwt.decode(tokens.access("ada"), options={"verify_signature": False})
    public = tokens.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for algorithm in ("none", "None", "HS256", "RS512", "PS256"):
        header = {"alg": algorithm, "kid": KEY_ID, "typ": "JWT"}
        assert status(client, unsigned(header, payload)) == 401
        assert status(client, signed_with_public_key(header, payload, public)) == 401
    assert status(client, jwt.encode(payload, tokens.key, "RS512", {"kid": KEY_ID})) == 401


def test_a_changed_token_is_refused(client: TestClient, tokens: Tokens) -> None:
    head, body, signature = tokens.access("ada").split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    forged = segment({**claims, "sub": "bob", "cognito:groups": ["admin"]})
    for token in (
        f"{head}.{forged}.{signature}",
        f"{head}.{body}.",
        f"{head}.{body}.{signature[:-8]}AAAAAAAA",
    ):
        assert status(client, f"{head}.{token}") == 401


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        "Bearer a.b.c",
        "Bearer ....",
        f"Bearer {9**4000}",
        "Bearer é",
    ],
)
def test_what_is_no_token_is_refused(client: TestClient, authorization: str) -> None:
    answer = client.get("/api/test/me", headers={"Authorization": authorization.encode()})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize("kid", [None, 7, ["a"], {"a": 1}, "\x00", "\ud800"])
def test_any_key_id_is_refused_not_tripped_over(client: TestClient, tokens: Tokens, kid: object) -> None:
    payload = jwt.decode(tokens.access("ada"), options={"verify_signature": False})
    assert status(client, by_hand({"alg": "RS256", "kid": kid}, payload, tokens)) == 401


class Endpoint:
    """A JWKS endpoint that counts its visitors and may be down."""

    failure: Exception | None = None
    visits = 0

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def __call__(self) -> Any:
        self.visits += 1
        if self.failure:
            raise self.failure
        return self.tokens.jwks()


@pytest.fixture
def endpoint(client: TestClient, tokens: Tokens, settings: pytest.MonkeyPatch) -> Endpoint:
    endpoint = Endpoint(tokens)
    settings.setattr(jwt.PyJWKClient, "fetch_data", lambda _: endpoint())
    return endpoint


@pytest.fixture
def clock(settings: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let that many seconds pass."""
    passed = [time.monotonic()]

    def wait(seconds: float) -> None:
        passed[0] += seconds

    settings.setattr(identity, "monotonic", lambda: passed[0])
    return wait


def test_made_up_key_ids_do_not_hammer_the_endpoint(
    client: TestClient, tokens: Tokens, endpoint: Endpoint, clock: Callable[[float], None]
) -> None:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    for number in range(50):
        assert status(client, jwt.encode({"sub": "x"}, stranger, "RS256", {"kid": f"kid-{number}"})) == 401
    assert status(client, tokens.access("ada")) == 200
    assert endpoint.visits == 1
    clock(identity.UNKNOWN_KEY_SECONDS + 1)
    for number in range(50):
        status(client, jwt.encode({"sub": "x"}, stranger, "RS256", {"kid": f"kid-{number}"}))
    assert endpoint.visits == 2


def test_a_new_key_is_found_when_the_pool_changes_it(
    client: TestClient, tokens: Tokens, endpoint: Endpoint, clock: Callable[[float], None]
) -> None:
    assert status(client, tokens.access("ada")) == 200
    endpoint.tokens = Tokens()
    payload = jwt.decode(tokens.access("ada"), options={"verify_signature": False})
    renewed = jwt.encode(payload, endpoint.tokens.key, "RS256", {"kid": "new-key"})
    endpoint.tokens.jwks = lambda: rename(Tokens.jwks(endpoint.tokens), "new-key")  # type: ignore[method-assign]
    clock(identity.UNKNOWN_KEY_SECONDS + 1)
    assert status(client, renewed) == 200
    assert status(client, tokens.access("ada")) == 401


@pytest.mark.parametrize(
    "failure", [OSError("down"), TimeoutError(), ValueError("no JSON"), jwt.PyJWKSetError("empty")], ids=repr
)
def test_an_endpoint_that_is_down_is_our_fault_not_the_callers(
    client: TestClient, tokens: Tokens, endpoint: Endpoint, clock: Callable[[float], None], failure: Exception
) -> None:
    endpoint.failure = failure
    for _ in range(20):
        assert status(client, tokens.access("ada")) == 503
    assert endpoint.visits == 1
    endpoint.failure = None
    clock(identity.OUTAGE_SECONDS + 1)
    assert status(client, tokens.access("ada")) == 200


def test_keys_that_were_fetched_outlive_an_outage_for_a_day(
    client: TestClient, tokens: Tokens, endpoint: Endpoint, clock: Callable[[float], None]
) -> None:
    good = tokens.access("ada", exp=int(time.time()) + 10**6)
    assert status(client, good) == 200
    endpoint.failure = OSError("down")
    clock(identity.FRESH_SECONDS + 1)
    assert status(client, good) == 200
    clock(identity.STALE_SECONDS + 1)
    assert status(client, good) == 503


def rename(jwks: dict[str, Any], kid: str) -> dict[str, Any]:
    return {"keys": [{**key, "kid": kid} for key in jwks["keys"]]}


def segment(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def unsigned(header: object, payload: object) -> str:
    return f"{segment(header)}.{segment(payload)}."


def by_hand(header: object, payload: object, tokens: Tokens) -> str:
    text = f"{segment(header)}.{segment(payload)}"
    signature = jwt.algorithms.RSAAlgorithm(jwt.algorithms.RSAAlgorithm.SHA256).sign(
        text.encode(), tokens.key
    )
    return f"{text}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def signed_with_public_key(header: object, payload: object, public: bytes) -> str:
    import hashlib
    import hmac

    text = f"{segment(header)}.{segment(payload)}"
    mac = hmac.new(public, text.encode(), hashlib.sha256).digest()
    return f"{text}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def test_verify_raises_what_the_api_answers(bearer: Bearer) -> None:
    bearer("ada")
    with pytest.raises(Unauthenticated):
        identity.verify("forged")
