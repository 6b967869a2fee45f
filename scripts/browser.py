"""A headless Chromium, driven by chromedriver's own protocol, for the measuring scripts beside this file."""
import base64
import json
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request

READY_SECONDS = 30
ARGUMENTS = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars",
             "--force-color-profile=srgb", "--lang=en-US"]


class Browser:
    """Leaving the `with` block ends it and its driver, by their ids."""

    def __init__(self, width=1280, height=900):
        driver, browser = shutil.which("chromedriver"), shutil.which("chromium")
        if not driver or not browser:
            raise SystemExit("chromium and chromedriver are needed, and are not on the PATH")
        self.process = subprocess.Popen(
            [driver, "--port=0"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = None
        for line in self.process.stdout:
            if "successfully on port" in line:
                port = int(line.rsplit("port", 1)[1].strip(" .\n"))
                break
        self.base = f"http://127.0.0.1:{port}"
        arguments = ARGUMENTS + [f"--window-size={width},{height}"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
        self.session = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"binary": browser, "args": arguments}}}})["sessionId"]
        self.metrics(width, height)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        try:
            self._ask("DELETE", f"/session/{self.session}")
        finally:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(READY_SECONDS)

    def _ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as failure:
            raise AssertionError(json.load(failure)["value"]["message"]) from None

    def _do(self, path, body):
        return self._ask("POST", f"/session/{self.session}{path}", body)

    def cdp(self, command, parameters):
        """A command of the browser's own debugging protocol."""
        return self._do("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def metrics(self, width, height):
        """Makes the window's inner size exactly this."""
        self.cdp("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def scheme(self, name):
        """light or dark"""
        self.cdp("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": name}]})

    def forget(self):
        """What was loaded before is loaded again."""
        self.cdp("Network.clearBrowserCache", {})

    def open(self, url):
        self._do("/url", {"url": url})

    def script(self, script):
        """What a script returns."""
        return self._do("/execute/sync", {"script": script, "args": []})

    def wait(self, condition, seconds=60):
        """Until a script returns something true."""
        end = time.monotonic() + seconds
        while not self.script(f"return {condition}"):
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {condition}")
            time.sleep(0.01)

    def keys(self, text):
        """Presses keys where the focus is."""
        strokes = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._do("/actions", {"actions": [{"type": "key", "id": "keys", "actions": strokes}]})

    def drag(self, selector, start, end):
        """Drags across an element at half its height, from one share of its width to another."""
        left, top, width, height = self.script(
            f"const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
            "return [box.left, box.top, box.width, box.height]")
        y = round(top + height / 2)
        moves = [{"type": "pointerMove", "x": round(left + share * width), "y": y, "duration": 40}
                 for share in (start, (start + end) / 2, end)]
        self._do("/actions", {"actions": [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": [
            moves[0], {"type": "pointerDown", "button": 0}, moves[1], moves[2], {"type": "pointerUp", "button": 0}]}]})

    def picture(self, path):
        """Keeps a picture of what is in the window."""
        with open(path, "wb") as file:
            file.write(base64.b64decode(self._ask("GET", f"/session/{self.session}/screenshot")))
