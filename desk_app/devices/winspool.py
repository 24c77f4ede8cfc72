"""Raw jobs for the print queues of Windows. Written from its documentation: it has never met a Windows."""

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Document(ctypes.Structure):
        """DOC_INFO_1."""

        _fields_ = (("name", wintypes.LPWSTR), ("file", wintypes.LPWSTR), ("kind", wintypes.LPWSTR))

    def send(queue: str, data: bytes) -> None:
        """Puts ``data`` into the queue as one job, unchanged. Raises OSError."""
        spooler, printer = _opened(queue)
        try:
            _need(spooler.StartDocPrinterW(printer, 1, ctypes.byref(_Document("Comptoir", None, "RAW"))))
            _need(spooler.StartPagePrinter(printer))
            _need(spooler.WritePrinter(printer, data, len(data), ctypes.byref(wintypes.DWORD())))
            _need(spooler.EndPagePrinter(printer))
            _need(spooler.EndDocPrinter(printer))
        finally:
            spooler.ClosePrinter(printer)

    def probe(queue: str) -> None:
        """Looks whether the queue is there. Raises OSError."""
        spooler, printer = _opened(queue)
        spooler.ClosePrinter(printer)

    def _opened(queue: str) -> tuple[ctypes.WinDLL, wintypes.HANDLE]:
        spooler = ctypes.WinDLL("winspool.drv", use_last_error=True)
        printer = wintypes.HANDLE()
        _need(spooler.OpenPrinterW(queue, ctypes.byref(printer), None))
        return spooler, printer

    def _need(done: int) -> None:
        if not done:
            raise ctypes.WinError(ctypes.get_last_error())
