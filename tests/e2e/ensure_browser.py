"""Makes sure a Chromium is there for the browser tests, or says why none can be had."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find_browser() -> str | None:
    """The path of a Chromium or Chrome that tests may drive, Playwright's own included."""
    for name in INSTALLED:
        if found := shutil.which(name):
            return found
    if MAC.exists():
        return str(MAC)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install_browser() -> None:
    """Tries Playwright's download, then Debian's package as root."""
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if find_browser() is None and shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, env=environment)


def main() -> int:
    if find_browser() is None:
        install_browser()
    found = find_browser()
    if found is None:
        sys.stderr.write(
            "Aucun navigateur pour les tests : installez Chromium ou Chrome, "
            "ou donnez accès au téléchargement de Playwright.\n"
        )
        return 1
    sys.stderr.write(f"Navigateur des tests : {found}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
