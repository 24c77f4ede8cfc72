"""What an order file gives."""

from dataclasses import dataclass

from desk_app.domain.values import Announcement, RefusedRow


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read to its end.

    ``platform`` is ``shopify_csv``, ``woocommerce_json`` or ``sheet``. Refused rows are counted as a spreadsheet
    counts them, the header being a row; in a JSON list an order's place is its row.
    """

    platform: str
    announcements: tuple[Announcement, ...]
    refused: tuple[RefusedRow, ...]
