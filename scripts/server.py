"""`shelfmark serve` in a process of its own, for the measuring scripts beside this file."""
import os
import re
import signal
import subprocess
import sys
import threading

from asking import Asking

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def build():
    """Lets the launcher build the program if it must, so that no measurement pays for it. From here on SIGTERM ends a script
    as an exception does: its servers end, and its directory is removed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    subprocess.run([HERE + "/shelfmark", "--version"], check=True, stdout=subprocess.DEVNULL)


class Server:
    """A server that follows an archive, or has other arguments, such as --read-only. It listens on a free port; leaving the `with` block ends it, by its id."""

    def __init__(self, index, *arguments):
        self.process = subprocess.Popen(
            [HERE + "/shelfmark", "serve", "--index", index, "--port", "0", *arguments],
            stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.said = []
        self.port = None
        for line in self.process.stderr:
            self.said.append(line.rstrip("\n"))
            found = re.search(r"listening on http://127\.0\.0\.1:(\d+)/,", line)
            if found:
                self.port = int(found.group(1))
                break
        if self.port is None:
            self.process.wait()
            raise SystemExit("the server did not start: " + "; ".join(self.said))
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.process.stderr:
            self.said.append(line.rstrip("\n"))

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.stop()

    def connect(self):
        """A connection that asks again and again; belongs to one thread."""
        return Asking(self.port)

    def stop(self):
        """Ends it in order; kills it when it does not end within a minute."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
