"""A raw printer on the network, in a process of its own as printers are; it says when each job began to come."""

import socket
import sys
import time

from PySide6.QtCore import QProcess


class RawPrinter:
    """Switched on while it is there."""

    def __init__(self) -> None:
        self._process = QProcess()
        self._process.start(sys.executable, ["-m", "benchmarks.raw_printer"])
        while not self.has_job:
            self._process.waitForReadyRead()
        self.port = int(self._line())

    @property
    def address(self) -> str:
        """As the settings write it."""
        return f"socket://127.0.0.1:{self.port}"

    @property
    def has_job(self) -> bool:
        """Whether a job has come that was not asked for yet."""
        return self._process.canReadLine()

    def first_byte(self) -> float:
        """When the next job began to come, on the clock of ``time.perf_counter``, which all processes share."""
        return float(self._line())

    def close(self) -> None:
        """Switch it off."""
        self._process.kill()
        self._process.waitForFinished()

    def _line(self) -> str:
        return bytes(self._process.readLine().data()).decode()


def print_jobs() -> None:
    """Takes jobs for ever."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        print(server.getsockname()[1], flush=True)
        while True:
            call, _from = server.accept()
            with call:
                call.recv(1)
                began = time.perf_counter()
                while call.recv(65536):
                    pass
            print(began, flush=True)


if __name__ == "__main__":
    print_jobs()
