"""What the window says of the database, of who stands here, and of the time."""

from desk_app.ui.session import Session
from desk_app.ui.widgets.banner import Banner
from desk_app.ui.widgets.status_bar import StatusBar


def show_state(status: StatusBar, banner: Banner, session: Session, trouble: str) -> bool:
    """Database dot, banner, who stands where; whether scans are answered now. ``trouble`` is told until put away."""
    words = session.words
    state = "ok" if session.is_open else "offline" if trouble else "opening"
    state = state if session.is_online else "offline"
    status.database.set(words(f"ui.database_{state}"), state != "offline")
    status.place.setText(_who(session))
    if not session.is_online:
        banner.tell(words("ui.offline_title"), words("ui.offline_text"), words("ui.retry"), "F12")
    elif trouble:
        key = "ui.understood" if session.is_open else "ui.retry"
        banner.tell(words("ui.trouble_title"), trouble, words(key), "F12")
    else:
        banner.hide()
    return state == "ok"


def _who(session: Session) -> str:
    if not session.is_open:
        return ""
    desk = session.desk()
    return " · ".join(filter(None, (desk.counter, desk.clerk)))


def show_clock(status: StatusBar, session: Session) -> None:
    """Day and time, as the desk has them."""
    now, texts = session.now().astimezone(), session.words.texts
    status.set_clock(f"{texts(f'words.weekday_{now.weekday()}')} {texts.date(now)}", texts.time(now))
