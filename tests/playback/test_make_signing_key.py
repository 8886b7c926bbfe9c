"""CloudFormation asks for the signing key, and always gets an answer."""

import json
import urllib.request
from typing import Any

import pytest
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from footlight import clients
from functions.playback import make_signing_key
from tests.fake_cloud import FakeCloud

NAME = "/footlight/signing-key"


class Answers(list[dict[str, Any]]):
    """What was PUT to the response URL."""

    def urlopen(self, request: Any, timeout: float) -> Any:
        assert (request.method, request.full_url) == ("PUT", "https://cloudformation.example/answer")
        self.append(json.loads(request.data))
        return open("/dev/null", "rb")


@pytest.fixture
def answers(cloud: FakeCloud, monkeypatch: pytest.MonkeyPatch) -> Answers:
    found = Answers()
    monkeypatch.setattr(urllib.request, "urlopen", found.urlopen)
    return found


def ask(request_type: str, **more: str) -> None:
    event = {
        "RequestType": request_type,
        "ResponseURL": "https://cloudformation.example/answer",
        "StackId": "stack",
        "RequestId": "request",
        "LogicalResourceId": "Key",
        **more,
    }
    make_signing_key.handler(event, None)


def stored() -> str:
    return clients.ssm().get_parameter(Name=NAME, WithDecryption=True)["Parameter"]["Value"]


def test_the_key_is_made_once(answers: Answers) -> None:
    ask("Create")
    private = load_pem_private_key(stored().encode(), None)
    assert isinstance(private, rsa.RSAPrivateKey)
    assert private.key_size == 2048
    assert clients.ssm().get_parameter(Name=NAME)["Parameter"]["Type"] == "SecureString"
    assert answers[0]["Status"] == "SUCCESS"
    public = load_pem_public_key(answers[0]["Data"]["PublicKey"].encode())
    assert public == private.public_key()
    assert "PRIVATE" not in json.dumps(answers)
    assert len(answers[0]["Data"]["EdgeKey"]) == 64

    ask("Update", PhysicalResourceId=answers[0]["PhysicalResourceId"])
    assert answers[1] == answers[0]


def stack_is(status: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stacks:
        def describe_stacks(self, **call: str) -> Any:
            assert call == {"StackName": "stack"}
            return {"Stacks": [{"StackStatus": status}]}

    monkeypatch.setattr(clients, "cloudformation", Stacks)


@pytest.mark.parametrize("status", ["UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS"])
def test_a_construct_that_moves_keeps_the_key(
    answers: Answers, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    ask("Create", LogicalResourceId="Old")
    ask("Create", LogicalResourceId="New")
    kept = stored()
    stack_is(status, monkeypatch)
    ask("Delete", LogicalResourceId="Old", PhysicalResourceId=answers[0]["PhysicalResourceId"])
    assert [answer["PhysicalResourceId"] for answer in answers] == [NAME] * 3
    assert answers[1]["Data"] == answers[0]["Data"]
    assert stored() == kept


def test_the_key_is_removed_with_its_stack(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    ask("Create")
    stack_is("DELETE_IN_PROGRESS", monkeypatch)
    for _ in range(2):
        ask("Delete", PhysicalResourceId=NAME)
    assert [answer["Status"] for answer in answers] == ["SUCCESS"] * 3
    with pytest.raises(ClientError):
        stored()


def test_errors_are_answered_too(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_signing_key, "_create", lambda _: 1 / 0)
    ask("Create")
    assert (answers[0]["Status"], answers[0]["LogicalResourceId"]) == ("FAILED", "Key")
    assert "ZeroDivisionError" in answers[0]["Reason"]
