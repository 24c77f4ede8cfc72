"""The proof of a parcel as a PDF, where the clerk wants it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import rooms
from desk_app.ui.background import Lane
from desk_app.ui.save_as import has_screen, save_as
from desk_app.ui.session import Session, offline_answer

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk
    from desk_app.i18n import Texts


def has_proof(parcel: Parcel | None) -> bool:
    """Whether there is something to prove: it has come in."""
    return parcel is not None and parcel.received_at is not None


def save_proof(session: Session, parcel: Parcel, over: QWidget, tell: Callable[[Answer], None]) -> None:
    """Ask where to, over that widget, and write it behind the screen; beside the labels where no dialog can ask.

    ``tell`` gets PROOF_SAVED with the file, or why not.
    """
    name = session.words("proof.file_name", code=parcel.id)
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    where = Path(folder) if has_screen() else session.settings.profile / "labels"
    save_as(over, session.words("proof.save"), where / name, lambda file: _write(session, parcel, Path(file), tell))


def _write(session: Session, parcel: Parcel, file: Path, tell: Callable[[Answer], None]) -> None:
    def failed(error: Exception) -> None:
        if isinstance(error, DatabaseOffline):
            tell(offline_answer(error))

    if session.is_open:
        desk, texts, beside = session.desk(), session.words.texts, session.settings.profile / "labels"
        session.door.ask(lambda: _saved(desk, parcel.id, file, beside, texts), tell, failed, Lane.BULK)


def _saved(desk: Desk, parcel_id: str, file: Path, beside: Path, texts: Texts) -> Answer:
    """In a job. Raises FileError."""
    from desk_app.devices.proof_page import write_proof  # noqa: PLC0415 - only when it is asked for

    proof = rooms.proof.proof(desk, parcel_id)
    if proof is None:
        return Answer(Verdict.UNKNOWN_PARCEL)
    if file.parent == beside:
        beside.mkdir(parents=True, exist_ok=True)
    write_proof(file, proof, texts)
    return Answer(Verdict.PROOF_SAVED, {"file": str(file)})
