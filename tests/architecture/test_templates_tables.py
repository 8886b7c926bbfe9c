"""The tables as deployed are the tables that the code's rows are written for."""

from typing import Any

import pytest
from pynamodb.models import Model

from footlight.limit_rows import LimitRow
from footlight.tables import UserRow, VideoRow
from functions.playback.rows import ViewRow
from functions.uploads.rows import UploadRow
from tests.assembly import assembly

pytestmark = [pytest.mark.templates, pytest.mark.xdist_group("templates")]
Keys = list[tuple[str, str]]


@pytest.mark.parametrize("row", [LimitRow, UserRow, VideoRow, ViewRow, UploadRow])
def test_keys_and_indexes_are_what_the_code_asks_for(row: type[Model]) -> None:
    schema: dict[str, Any] = dict(row._get_schema())
    written = keys(schema["key_schema"])
    indexes = {index["index_name"]: keys(index["key_schema"]) for index in schema["global_secondary_indexes"]}
    assert (written, indexes) in deployed()


def test_what_expires_is_removed_by_ttl() -> None:
    expiring = [
        keys(table["KeySchema"])
        for table in assembly("prod").properties("AWS::DynamoDB::Table")
        if table.get("TimeToLiveSpecification") == {"AttributeName": "expires", "Enabled": True}
    ]
    rows = [LimitRow, ViewRow, UploadRow]
    assert sorted(expiring) == sorted(keys(row._get_schema()["key_schema"]) for row in rows)


def deployed() -> list[tuple[Keys, dict[str, Keys]]]:
    return [
        (
            keys(table["KeySchema"]),
            {
                index["IndexName"]: keys(index["KeySchema"])
                for index in table.get("GlobalSecondaryIndexes", [])
            },
        )
        for table in assembly("prod").properties("AWS::DynamoDB::Table")
    ]


def keys(schema: Any) -> Keys:
    return sorted((key["AttributeName"], key["KeyType"]) for key in schema)
