"""A step is done again only when its inputs change, and only a success counts."""

from pathlib import Path

import pytest

from local import fingerprints


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(fingerprints, "ROOT", tmp_path)
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text("1")
    return source


def test_the_second_time_nothing_has_changed(source: Path, tmp_path: Path) -> None:
    with fingerprints.changed("step", [source], tmp_path) as first:
        assert first

    with fingerprints.changed("step", [source], tmp_path) as second:
        assert not second


@pytest.mark.parametrize("edit", ["content", "name"])
def test_an_edit_is_seen(source: Path, tmp_path: Path, edit: str) -> None:
    with fingerprints.changed("step", [source], tmp_path):
        (source / "ignored").touch()
    (source / "ignored").unlink()

    if edit == "content":
        (source / "a.txt").write_text("2")
    else:
        (source / "a.txt").rename(source / "b.txt")

    with fingerprints.changed("step", [source], tmp_path) as different:
        assert different


def test_a_failed_step_is_tried_again(source: Path, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), fingerprints.changed("step", [source], tmp_path):
        raise RuntimeError("broken")

    with fingerprints.changed("step", [source], tmp_path) as different:
        assert different


def test_what_tools_leave_behind_does_not_count(source: Path, tmp_path: Path) -> None:
    with fingerprints.changed("step", [source], tmp_path):
        assert True
    (source / "node_modules").mkdir()
    (source / "node_modules/x.js").touch()

    with fingerprints.changed("step", [source], tmp_path) as different:
        assert not different
