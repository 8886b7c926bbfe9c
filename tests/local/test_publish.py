"""The site's bucket holds what was exported, with the right types and cache rules."""

from pathlib import Path

import boto3
from moto import mock_aws

from local.publish import publish

BUCKET = "site"


def write(out: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text)


@mock_aws
def test_pages_are_asked_for_each_time_and_hashed_files_are_kept(tmp_path: Path) -> None:
    s3 = boto3.client("s3", region_name="us-east-1")
    s3.create_bucket(Bucket=BUCKET)
    write(tmp_path, {"index.html": "<html>", "_next/static/a1b2.js": "1"})

    assert publish(s3, BUCKET, tmp_path) == (2, 0)

    page = s3.head_object(Bucket=BUCKET, Key="index.html")
    script = s3.head_object(Bucket=BUCKET, Key="_next/static/a1b2.js")
    assert (page["ContentType"], page["CacheControl"]) == ("text/html; charset=utf-8", "no-cache")
    assert "immutable" in script["CacheControl"]


@mock_aws
def test_what_is_gone_is_removed_and_what_is_there_is_not_sent_again(tmp_path: Path) -> None:
    s3 = boto3.client("s3", region_name="us-east-1")
    s3.create_bucket(Bucket=BUCKET)
    write(tmp_path, {"index.html": "1", "old.html": "1", "_next/static/a.js": "1"})
    publish(s3, BUCKET, tmp_path)
    (tmp_path / "old.html").unlink()

    assert publish(s3, BUCKET, tmp_path) == (1, 1)

    keys = {item["Key"] for item in s3.list_objects_v2(Bucket=BUCKET)["Contents"]}
    assert keys == {"index.html", "_next/static/a.js"}
