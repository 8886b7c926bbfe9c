"""Assembly: what can be played after some of a run's items are done."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.transcode.assemble import assemble, items, left, refusals
from functions.transcode.outcomes import EncodeFailed
from functions.transcode.plan import Plan
from functions.transcode.playlists import frames
from functions.transcode.records import Part, Record
from tests.transcode.tracks import part, segment

CHUNKS = 3


def plan(**more: Any) -> Plan:
    """Three chunks of 4 s; two groups of rungs; the lowest rung first, in a hurry."""
    rungs = [{"name": name} for name in ("240p", "360p", "720p")]
    made: Any = {
        "first": "encode",
        "sound": "encode",
        "rungs": rungs,
        "groups": [["240p", "360p"], ["720p"]],
        "chunks": [{}] * CHUNKS,
        "spans": [],
    }
    whole: Plan = made | more
    return whole


def copied() -> Plan:
    """Three spans with their sound."""
    return plan(first="copy", sound="copy", spans=[{}] * CHUNKS)


def record(item: str, *parts: Part, refusal: str | None = None, done: bool = True) -> Record:
    return Record(
        item=item, parts=list(parts), refusal=refusal, done=done, seconds=1.0, memory=1769, requests=1
    )


def piece(number: int, name: str) -> Part:
    """The four seconds that chunk ``number`` is."""
    return part(segment(10 + 4 * number, 4), name=name)


def done(run: Plan) -> dict[str, Record]:
    """The records of all of a run's items."""
    names = {"copy": ["first", "audio"], "first": ["first"]}
    return {
        item["id"]: record(
            item["id"],
            *(
                piece(item["number"], name)
                for name in names.get(item["kind"]) or run["groups"][item["group"]]
            ),
        )
        for item in items(run)
    }


def test_the_first_rendition_is_dealt_first() -> None:
    assert [item["id"] for item in items(plan())] == [
        *("first-00000", "first-00001", "first-00002"),
        *("rungs-00000-0", "rungs-00000-1", "rungs-00001-0", "rungs-00001-1"),
        *("rungs-00002-0", "rungs-00002-1"),
    ]
    assert [item["id"] for item in items(copied())][:4] == [
        *("copy-00000", "copy-00001", "copy-00002", "rungs-00000-0"),
    ]
    assert items(plan(first="none"))[0]["id"] == "rungs-00000-0"


def test_a_whole_run() -> None:
    whole = assemble(plan(), done(plan()) | {"sound": record("sound", piece(0, "audio"))})

    assert [each["name"] for each in whole.rungs] == ["240p", "360p", "720p"]
    assert [frames(each) for each in whole.rungs] == [90, 90, 90]
    assert (whole.first_done, whole.sound_done) == (True, True)


def test_nothing_is_done_yet() -> None:
    nothing = assemble(plan(), {})

    assert (nothing.rungs, nothing.first, nothing.sound) == ([], None, None)
    assert (nothing.first_done, nothing.sound_done) == (False, False)
    assert left(plan(), {}) == items(plan())


def test_a_rung_is_whole_or_not_there() -> None:
    records = done(plan())
    del records["rungs-00001-0"]
    records["rungs-00002-1"] = record("rungs-00002-1", refusal="It takes too long.")

    assert assemble(plan(), records).rungs == []
    assert [item["id"] for item in left(plan(), records)] == ["rungs-00001-0"]
    assert refusals(records) == ["It takes too long."]
    records["rungs-00001-0"] = record("rungs-00001-0", piece(1, "240p"), piece(1, "360p"))
    assert [each["name"] for each in assemble(plan(), records).rungs] == ["240p", "360p"]


def test_the_first_rendition_reaches_as_far_as_it_joins_up() -> None:
    records = done(plan())
    del records["first-00001"]

    grown = assemble(plan(), records)

    assert grown.first is not None
    assert (frames(grown.first), grown.first_done) == (30, False)


def test_copied_sound_grows_with_the_picture() -> None:
    records = done(copied())
    late = records.pop("copy-00002")

    grown = assemble(copied(), records)
    assert grown.sound is not None
    assert (frames(grown.sound), grown.sound_done) == (60, False)
    whole = assemble(copied(), records | {"copy-00002": late})
    assert whole.sound is not None
    assert (frames(whole.sound), whole.sound_done) == (90, True)


def test_encoded_sound_grows_in_its_own_record() -> None:
    growing = assemble(plan(), {"sound": record("sound", piece(0, "audio"), done=False)})
    assert (growing.sound is not None, growing.sound_done) == (True, False)
    # A track without a single packet.
    silent = assemble(plan(), {"sound": record("sound")})
    assert (silent.sound, silent.sound_done) == (None, True)


def test_a_silent_short_source_owes_nothing_at_the_beginning() -> None:
    whole = assemble(plan(first="none", sound="none"), {})

    assert (whole.first, whole.first_done, whole.sound, whole.sound_done) == (None, True, None, True)


def test_mediaconvert_makes_rungs_in_one_piece() -> None:
    records = {f"job-{name}": record(f"job-{name}", piece(0, name)) for name in ("240p", "720p")}

    made = assemble(plan(route="mediaconvert", first="none"), records)

    assert [each["name"] for each in made.rungs] == ["240p", "720p"]


def test_a_part_of_another_encoder_is_noticed() -> None:
    records = done(plan())
    records["rungs-00001-1"] = record("rungs-00001-1", {**piece(1, "720p"), "init": "another"})

    with pytest.raises(EncodeFailed, match="720p: 2 different init segments"):
        assemble(plan(), records)


@given(order=st.permutations(range(CHUNKS * 3)), many=st.integers(0, CHUNKS * 3))
def test_whatever_order_items_end_in(order: list[int], many: int) -> None:
    everything = list(done(plan()).items())
    records = dict(everything[number] for number in order[:many])

    now = assemble(plan(), records)

    reach = next((n for n in range(CHUNKS) if f"first-{n:05d}" not in records), CHUNKS)
    assert (frames(now.first) if now.first else 0) == 30 * reach
    assert now.first_done is (reach == CHUNKS)
    for rendition in now.rungs:
        assert [each["time"] for each in rendition["segments"]] == [900_000, 1_260_000, 1_620_000]
    assert len(left(plan(), records)) == CHUNKS * 3 - many
