"""Where the app keeps its data on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

FOLDER_NAME = "portail-famille"


def project_folder() -> Path:
    """The folder that holds `flet.toml` and `assets/`: the packaged app's or the checkout's."""
    return Path(__file__).resolve().parent.parent


def assets_folder() -> Path:
    return project_folder() / "assets"


def default_data_folder() -> Path:
    """The platform's place for an application's own data (on phones, the one Flet gives)."""
    given = os.environ.get("FLET_APP_STORAGE_DATA")
    if given:
        return Path(given)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / FOLDER_NAME
