"""The one WebSocket of a page answers, and answers nonsense too."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiohttp

from local.deploy import read_outputs


def test_a_ping_is_answered_and_nonsense_is_an_error(site: str) -> None:
    # Playwright keeps a loop running in the main thread.
    with ThreadPoolExecutor(1) as thread:
        conversation = thread.submit(asyncio.run, say(json.dumps({"action": "ping", "id": "1"}), "nonsense"))
        pong, error = conversation.result()

    assert (pong["id"], pong["action"]) == ("1", "pong")
    assert error["error"]["code"] == "not_json"


async def say(*texts: str) -> list[Any]:
    """One connection, one answer to each text."""
    async with aiohttp.ClientSession() as session, session.ws_connect(read_outputs()["websocket"]) as socket:
        answers = []
        for text in texts:
            await socket.send_str(text)
            answers.append(json.loads((await socket.receive(timeout=20)).data))
        return answers
