"""How files are cut: properties that hold for every size up to 100 GiB."""

from hypothesis import given
from hypothesis import strategies as st

from functions.uploads import parts
from functions.uploads.parts import MAX_SIZE, MIB, Part

sizes = st.integers(1, MAX_SIZE)


def test_examples() -> None:
    assert parts.part_size(1) == 8 * MIB
    assert parts.part_size(MAX_SIZE) == 12 * MIB
    assert parts.size_of(2, 9 * MIB, 8 * MIB) == MIB
    assert parts.bare('"abc"') == "abc"


@given(sizes)
def test_parts_fit_what_s3_takes(size: int) -> None:
    each = parts.part_size(size)
    assert each % MIB == 0
    assert 8 * MIB <= each <= 5 * 1024 * MIB
    assert 1 <= parts.part_count(size, each) <= 9_000


@given(sizes)
def test_parts_make_the_whole_file(size: int) -> None:
    each = parts.part_size(size)
    count = parts.part_count(size, each)
    last = parts.size_of(count, size, each)
    assert (count - 1) * each + last == size
    assert 0 < last <= each
    assert count == 1 or parts.size_of(1, size, each) == each


@given(st.integers(1, 40 * 8 * MIB), st.data())
def test_exactly_the_spoilt_parts_are_missing(size: int, data: st.DataObject) -> None:
    each = parts.part_size(size)
    count = parts.part_count(size, each)
    held = {n: Part(n, f"etag{n}", parts.size_of(n, size, each)) for n in range(1, count + 1)}
    told = {n: f'"etag{n}"' for n in held}
    assert parts.missing(size, each, held, told) == []

    spoilt = data.draw(st.sets(st.integers(1, count)))
    for number in spoilt:
        how = data.draw(st.sampled_from(["lost", "short", "other", "untold"]))
        if how == "lost":
            del held[number]
        elif how == "short":
            held[number] = Part(number, f"etag{number}", held[number].size - 1)
        elif how == "other":
            told[number] = "another"
        else:
            del told[number]
    assert parts.missing(size, each, held, told) == sorted(spoilt)


@given(st.lists(st.integers(-3, 12)))
def test_unknown_numbers(numbers: list[int]) -> None:
    wrong = parts.unknown(numbers, 9)
    assert (wrong == []) == (len(set(numbers)) == len(numbers) and set(numbers) <= set(range(1, 10)))
