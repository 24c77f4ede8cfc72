"""A receipt printer on the network that keeps what it is sent."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from tests.devices.languages.readers import escpos


class ReceiptPrinter:
    """Listens on a port of its own; each connection is a job."""

    def __init__(self) -> None:
        self.jobs: list[bytes] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"socket://127.0.0.1:{self._door.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def papers(self) -> list[Image.Image]:
        """What was printed, cut by cut."""
        return [paper for job in self.jobs for paper in escpos(job)]

    def close(self) -> None:
        """Switch it off."""
        with socket.create_connection(self._door.getsockname()):
            pass  # an empty job ends the loop
        self._thread.join()
        self._door.close()

    def _serve(self) -> None:
        while True:
            line, _from = self._door.accept()
            with line, line.makefile("rb") as bytes_in:
                job = bytes_in.read()
            if not job:
                return
            self.jobs.append(job)


@contextmanager
def receipt_printer() -> Iterator[ReceiptPrinter]:
    """One that is switched on."""
    printer = ReceiptPrinter()
    try:
        yield printer
    finally:
        printer.close()
