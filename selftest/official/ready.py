"""What the official client needs around it, and what of that is missing here."""

import json
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
    """npm keeps its own list of what it has installed: it has to be what the lock file wants."""
    wanted = _versions(HERE / "package-lock.json")
    there = _versions(_INSTALLED) if _INSTALLED.exists() else {}
    return wanted == there


def _versions(lock: Path) -> dict[str, str]:
    packages = json.loads(lock.read_text())["packages"]
    return {place: told["version"] for place, told in packages.items() if place}
