"""Questions to a server, once and at a rate, for the measuring scripts beside this file."""
import http.client
import json
import threading
import time
import urllib.parse

QUESTIONS = [
    ("count", {"q": "owner:alice exit:0"}),
    ("count", {"q": "runtime:>1m -is:removed"}),
    ("jobs", {"q": "is:failed", "limit": 20}),
    ("jobs", {"q": "*", "limit": 20}),
    ("facets", {"q": "*", "by": "exit,owner"}),
]


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


class Asking:
    """One kept-alive connection."""

    def __init__(self, port):
        self.http = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path, headers=None, **parameters):
        query = "?" + urllib.parse.urlencode(parameters) if parameters else ""
        self.http.request("GET", "/api/v1/" + path + query, headers=headers or {})
        answer = self.http.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise OSError(f"{path}{query}: status {answer.status}: {body[:300]!r}")
        return json.loads(body)

    def count(self, query="*"):
        return self.get("count", q=query)["count"]

    def close(self):
        self.http.close()


class Questions(threading.Thread):
    """Asks at a rate; a slow answer delays the next question and is one slow answer."""

    def __init__(self, serve, rate):
        super().__init__(daemon=True)
        self.asking, self.rate = serve.connect(), rate
        self.seconds, self.failure, self.ended = [], None, False

    def run(self):
        try:
            due, number = time.monotonic(), 0
            while not self.ended:
                time.sleep(max(0.0, due - time.monotonic()))
                path, parameters = QUESTIONS[number % len(QUESTIONS)]
                began = time.monotonic()
                self.asking.get(path, **parameters)
                self.seconds.append(time.monotonic() - began)
                due, number = max(due + 1 / self.rate, time.monotonic()), number + 1
        except Exception as failure:  # reported by the main thread
            self.failure = failure
