"""What the window says of the database, of what is in the way, and of who stands where."""

from desk_app.ui.session import Session
from desk_app.ui.widgets.banner import Banner
from desk_app.ui.widgets.scan_bar import ScanBar
from desk_app.ui.widgets.status_bar import StatusBar


def write_state(session: Session, status: StatusBar, scan_bar: ScanBar, banner: Banner, trouble: str) -> None:
    """Write it all anew; ``trouble`` is a sentence that stays until it is put away, or empty."""
    state = "ok" if session.is_open else "offline" if trouble else "opening"
    state = state if session.is_online else "offline"
    status.database.set(session.words(f"ui.database_{state}"), state != "offline")
    scan_bar.set_listening(state == "ok")
    status.place.setText(_who(session))
    _write_banner(session, banner, trouble)


def _write_banner(session: Session, banner: Banner, trouble: str) -> None:
    words = session.words
    if not session.is_online:
        banner.tell(words("ui.offline_title"), words("ui.offline_text"), words("ui.retry"), "F12")
    elif trouble:
        key = "ui.understood" if session.is_open else "ui.retry"
        banner.tell(words("ui.trouble_title"), trouble, words(key), "F12")
    else:
        banner.hide()


def _who(session: Session) -> str:
    if not session.is_open:
        return ""
    desk = session.desk()
    return " · ".join(filter(None, (desk.counter, desk.clerk)))
