"""A schedd's history without a schedd, for the measuring scripts beside this file: real records with ids of their own,
written in the pieces in which a schedd writes them, rotated, and deleted."""
import datetime
import os
import re

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FIRST_CLUSTER, FIRST_TIME, BUFFER = 1_000_000, 1_795_400_000, 4096
RECORD = re.compile(rb"(.*?\n)\*\*\* Offset = -?\d+ ClusterId = \d+ ([^\n]*) CurrentTime = \d+\n", re.S)


class Records:
    """Records numbered from 1: those of docs/sample again and again, each with a cluster of its own."""

    def __init__(self):
        sample = os.path.join(HERE, "docs", "sample")
        self.forms = []
        for name in sorted(os.listdir(sample)):
            if name.startswith("history"):
                with open(os.path.join(sample, name), "rb") as file:
                    for body, middle in RECORD.findall(file.read()):
                        parts = re.split(rb'(?m)(?<=^ClusterId = )\d+|(?<=^GlobalJobId = "ap1\.pool\.test#)\d+', body)
                        self.forms.append((parts, middle))

    def body(self, number):
        parts, _ = self.forms[number % len(self.forms)]
        return (b"%d" % (FIRST_CLUSTER + number)).join(parts)

    def banner(self, number, offset, time):
        _, middle = self.forms[number % len(self.forms)]
        return b"*** Offset = %d ClusterId = %d %s CurrentTime = %d\n" % (offset, FIRST_CLUSTER + number, middle, time)


class Writer:
    """Appends to DIRECTORY/history; rotates when it has max_bytes (None: never), and keeps so many rotated files."""

    def __init__(self, directory, records, max_bytes=None, rotations=2):
        self.directory, self.records, self.max_bytes, self.rotations = directory, records, max_bytes, rotations
        self.written = self.rotated = 0
        self.file = -1
        self.names = []

    def record(self):
        """Appends the next record; it is whole when this returns."""
        if self.max_bytes is not None and self.file >= 0 and self.length >= self.max_bytes:
            self._rotate()
        if self.file < 0:
            self.file = os.open(self.directory + "/history", os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
            self.length = self.last_banner = 0
        number = self.written + 1
        body = self.records.body(number)
        banner = self.records.banner(number, self.last_banner, FIRST_TIME + number)
        self.last_banner = self.length + len(body)
        self._append(body + banner, len(body))
        self.written = number

    def _append(self, data, body_length):
        start = body_length // BUFFER * BUFFER
        room = BUFFER if start else BUFFER - self.length % BUFFER
        cuts = [start] if start else []
        while len(data) - start > room:
            start += room
            cuts.append(start)
            room = BUFFER
        for begin, end in zip([0] + cuts, cuts + [len(data)]):
            while begin < end:
                begin += os.write(self.file, data[begin:end])
        self.length += len(data)

    def _rotate(self):
        while len(self.names) >= self.rotations:
            os.unlink(self.names.pop(0))
        stamp = datetime.datetime.fromtimestamp(FIRST_TIME + self.written, datetime.timezone.utc)
        name = f"{self.directory}/history.{stamp:%Y%m%dT%H%M%S}"
        self.close()
        os.rename(self.directory + "/history", name)
        self.names.append(name)
        self.rotated += 1

    def close(self):
        if self.file >= 0:
            os.close(self.file)
            self.file = -1
