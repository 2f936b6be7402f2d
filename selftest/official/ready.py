"""What the official client needs around it, and what of that is missing here."""

import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"
_INSTALLED = PACKAGES / ".package-lock.json"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def missing() -> str | None:
    """A sentence with a remedy; None where everything is there."""
    if not shutil.which("node"):
        return "Node is not there: the official client needs it (20 or newer)"
    if not browser():
        return "Chromium is not there: install Debian's `chromium`"
    if not _current():
        return "the official client is not installed: run `python -m selftest.official --install`"
    return None


def install() -> None:
    """Exactly what the lock file names, from the npm registry, into an ignored folder; nothing where it is there."""
    if not _current():
        subprocess.run(["npm", "ci", "--prefix", str(HERE)], check=True, cwd=HERE)


def _current() -> bool:
    """npm writes its own list last, so it is newer than the lock file only after a whole installation."""
    lock = HERE / "package-lock.json"
    return _INSTALLED.exists() and _INSTALLED.stat().st_mtime >= lock.stat().st_mtime
