"""MediaConvert's API as botocore describes it: requests are read and refused by it, answers written."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from re import search
from typing import Any

import botocore.session
from botocore.model import ListShape, MapShape, OperationModel, ServiceModel, Shape, StructureShape
from botocore.validate import ParamValidator

NUMBERS: dict[str, tuple[type, ...]] = {"integer": (int,), "long": (int,), "double": (int, float)}


class ApiError(Exception):
    """An answer other than 2xx; ``code`` is one of the model's exceptions."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.status = int(service().shape_for(code).metadata["error"]["httpStatusCode"])


@cache
def service() -> ServiceModel:
    """MediaConvert of 2017-08-29."""
    return botocore.session.get_session().get_service_model("mediaconvert")


def operation(name: str) -> OperationModel:
    """One operation, by its API name."""
    return service().operation_model(name)


def read(name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What was said, by the model's own names; raises ApiError where the model forbids it.

    botocore's validator knows names, types and what is required; ranges, patterns and words are checked here.
    """
    shape = operation(name).input_shape
    assert shape
    found: dict[str, Any] = _read(shape, said, "")
    report = ParamValidator().validate(found, shape)
    if report.has_errors():
        raise ApiError("BadRequestException", report.generate_report())
    return found


def write(name: str, answer: Mapping[str, Any]) -> Any:
    """An operation's answer as JSON; None is left out."""
    shape = operation(name).output_shape
    assert shape
    return _write(shape, answer)


def spelled(name: str, value: Mapping[str, Any]) -> Any:
    """A value of the shape ``name`` as JSON spells it."""
    return _write(service().shape_for(name), value)


def _read(shape: Shape, value: Any, path: str) -> Any:
    if isinstance(shape, StructureShape):
        _must(isinstance(value, dict), path, "must be an object")
        members = {_name(member, key): (key, member) for key, member in shape.members.items()}
        for key in value:
            _must(key in members, f"{path}/{key}", "is not a property of this object")
        return {members[key][0]: _read(members[key][1], each, f"{path}/{key}") for key, each in value.items()}
    if isinstance(shape, ListShape):
        _must(isinstance(value, list), path, "must be an array")
        return [_read(shape.member, each, f"{path}/{number}") for number, each in enumerate(value)]
    if isinstance(shape, MapShape):
        _must(isinstance(value, dict), path, "must be an object")
        return {key: _read(shape.value, each, f"{path}/{key}") for key, each in value.items()}
    _scalar(shape, value, path)
    return value


def _scalar(shape: Shape, value: Any, path: str) -> None:
    if shape.type_name == "string":
        _must(isinstance(value, str), path, "must be a string")
        _word(shape, value, path)
    elif shape.type_name in NUMBERS:
        right = isinstance(value, NUMBERS[shape.type_name]) and not isinstance(value, bool)
        _must(right, path, f"must be {shape.type_name}")
        _within(shape, value, path)
    elif shape.type_name == "boolean":
        _must(isinstance(value, bool), path, "must be boolean")


def _word(shape: Shape, value: str, path: str) -> None:
    words = shape.metadata.get("enum")
    if words:
        _must(value in words, path, f"must be one of {', '.join(words)}")
    pattern = shape.metadata.get("pattern")
    if pattern:
        _must(bool(search(pattern, value)), path, f"should match the pattern: /{pattern}/")
    _within(shape, len(value), path)


def _within(shape: Shape, amount: float, path: str) -> None:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    _must(least is None or amount >= least, path, f"must be {least} at least")
    _must(most is None or amount <= most, path, f"must be {most} at most")


def _must(right: bool, path: str, rule: str) -> None:
    if not right:
        raise ApiError("BadRequestException", f"{path or '/'}: {rule}")


def _write(shape: Shape, value: Any) -> Any:
    if isinstance(shape, StructureShape):
        return {
            _name(shape.members[key], key): _write(shape.members[key], each)
            for key, each in value.items()
            if each is not None
        }
    if isinstance(shape, ListShape):
        return [_write(shape.member, each) for each in value]
    if isinstance(shape, MapShape):
        return {key: _write(shape.value, each) for key, each in value.items()}
    return int(value.timestamp()) if isinstance(value, datetime) else value


def _name(member: Shape, key: str) -> str:
    return str(member.serialization.get("name", key))
