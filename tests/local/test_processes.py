"""Background processes are found again, stopped politely, and never mistaken for others."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local import processes
from local.places import Places
from local.steps import Failed


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(processes, "places", lambda: Places(tmp_path, 1, 2))
    yield tmp_path
    processes.stop("sleeper")


def test_a_process_is_known_until_it_is_stopped() -> None:
    pid = processes.start("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"], os.environ)

    assert processes.running("sleeper") == pid
    assert processes.stop("sleeper")
    assert processes.running("sleeper") is None
    assert not processes.stop("sleeper")


def test_another_process_with_the_same_number_is_not_ours() -> None:
    file = processes.pid_file("sleeper")
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"pid": os.getpid(), "begun": "another time"}))

    assert processes.running("sleeper") is None


def test_a_process_that_ends_at_once_is_said_with_its_last_words() -> None:
    processes.start("sleeper", [sys.executable, "-c", "print('Error: no such thing')"], os.environ)

    with pytest.raises(Failed, match="Error: no such thing"):
        processes.wait_until_ready("sleeper", lambda: False, seconds=10)


def test_a_taken_port_gets_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind((processes.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(Failed, match=rf"Port {port}, .* is taken .* PORT=<port> make up"):
            processes.check_port_free(port, "the site", "PORT")
