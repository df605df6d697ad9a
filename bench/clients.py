"""Eight browsers that ask for one page, again and again, over connections kept open; a process of their own, so that they wait for nobody.

python bench/clients.py HOST PORT PATH COOKIE CLIENTS REQUESTS     (all requests together; answers JSON on one line)
"""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time


def ask(host: str, port: int, path: str, cookie: str, times: int, took: list[float], faults: list[str]) -> None:
    """One browser: ask so many times, note how long each answer took in seconds, and stop at the first fault."""
    connection = http.client.HTTPConnection(host, port, timeout=30)
    headers = {"Cookie": cookie, "Host": f"{host}:{port}"}
    for _ in range(times):
        began = time.perf_counter()
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
        except http.client.RemoteDisconnected:
            connection.close()  # the server may end a connection between two requests; the same request goes out anew
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
        took.append(time.perf_counter() - began)
        if answer.status != 200 or b"</html>" not in body:
            faults.append(f"answered {answer.status} with {len(body)} bytes")
            return
    connection.close()


def main(host: str, port: str, path: str, cookie: str, clients: str, requests: str) -> None:
    took: list[float] = []
    faults: list[str] = []
    each = int(requests) // int(clients)
    browsers = [
        threading.Thread(target=ask, args=(host, int(port), path, cookie, each, took, faults))
        for _ in range(int(clients))
    ]
    began = time.perf_counter()
    for browser in browsers:
        browser.start()
    for browser in browsers:
        browser.join()
    print(json.dumps({"seconds": time.perf_counter() - began, "took": took, "faults": faults}))


if __name__ == "__main__":
    main(*sys.argv[1:])
