"""The project's own files, for tests that read them."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
MADE = {".git", ".venv", "build", "dist", "__pycache__"}  # and caches, which are hidden folders too


def own_files(pattern: str = "*", under: str = ".") -> list[Path]:
    """Files that were written, not made, in a stable order."""
    found = (path for path in (ROOT / under).rglob(pattern) if path.is_file())
    return sorted(path for path in found if not _is_made(path.relative_to(ROOT)))


def _is_made(path: Path) -> bool:
    return any(
        part in MADE or part.endswith((".egg-info", "_cache")) or part.startswith((".hypothesis", ".coverage"))
        for part in path.parts
    )
