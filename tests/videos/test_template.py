"""Videos as deployed."""

import pytest

from tests.assembly import assembly

pytestmark = [pytest.mark.templates, pytest.mark.xdist_group("templates")]


def test_what_was_deleted_is_purged_hourly() -> None:
    rules = assembly("prod").resources("AWS::Events::Rule")
    (purge,) = [rule for name, rule in rules.items() if name.startswith("VideosPurge")]
    assert purge["Properties"]["ScheduleExpression"] == "rate(1 hour)"
