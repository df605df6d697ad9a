"""One of the clients that tell something without a name: a process of its own, which sends each tip until it holds a receipt.

python -m bench.tip_clients PORT WHICH TIPS      prepares, says "ready", waits for a line, sends, and answers JSON on one line
"""

from __future__ import annotations

import base64
import http.client
import json
import re
import sys
import time
from urllib.parse import urlencode

import altcha

PAGE = "/report/en/"
TASK = re.compile(rb'name="task" value="([^"]+)"')
RECEIPT = re.compile(rb"data-receipt>([\d ]+)<")
FORM = "application/x-www-form-urlencoded"


def prepared(port: int, which: int, tips: int) -> list[tuple[str, str, str]]:
    """Open the page so many times and do its work: the words, the body of the form, and the network it comes from."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    ready = []
    for number in range(tips):
        network = f"10.{which}.{number % 250}.9"
        connection.request("GET", PAGE, headers={"X-Forwarded-For": network})
        found = TASK.search(connection.getresponse().read())
        assert found is not None
        task = found[1].decode()
        words = f"Invented tip {which}-{number}. " + "Somebody works at night and is not paid. " * 10
        body = urlencode({"task": task, "solution": solved(task), "words": words})
        ready.append((words.strip(), body, network))
    connection.close()
    return ready


def solved(task: str) -> str:
    """The work of a task, as the script of the page does it."""
    solution = altcha.solve_challenge(altcha.Challenge.from_dict(json.loads(base64.b64decode(task))))
    assert solution is not None
    return f"{solution.counter}:{solution.derived_key}"


def send(port: int, ready: list[tuple[str, str, str]]) -> dict[str, object]:
    """Send every tip until it has its receipt, the same form each time."""
    receipts: dict[str, str] = {}
    took: list[float] = []
    again, refused = 0, 0
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    for words, body, network in ready:
        began = time.perf_counter()
        while True:
            try:
                connection.request("POST", PAGE, body, {"Content-Type": FORM, "X-Forwarded-For": network})
                answer = connection.getresponse()
                page = answer.read()
                found = RECEIPT.search(page)
                if answer.status == 200 and found is not None:
                    receipts[found[1].decode().replace(" ", "")] = words
                    break
                refused += 1
            except (OSError, http.client.HTTPException):
                again += 1
                connection.close()
            time.sleep(0.05)
        took.append(time.perf_counter() - began)
    connection.close()
    return {"receipts": receipts, "took": took, "again": again, "refused": refused}


def main() -> None:
    port, which, tips = (int(word) for word in sys.argv[1:4])
    ready = prepared(port, which, tips)
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(send(port, ready)), flush=True)


if __name__ == "__main__":
    main()
