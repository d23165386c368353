"""The phone bundle: the app's requirement file alone is enough, and so is the oldest pydantic that phones may get."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ("main.py", "flet.toml", "app", "views", "services", "assets")
PIP = (sys.executable, "-m", "pip")
INSTALL = ("install", "--quiet", "--disable-pip-version-check", "--no-compile", "--require-hashes")


def run(*command: str, cwd: Path, **environment: str) -> str:
    """Runs a command; fails with what it printed."""
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def copy_bundle(target: Path) -> None:
    for name in BUNDLED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)


def test_main_imports_with_the_apps_requirements_only(tmp_path: Path) -> None:
    venv.create(tmp_path / "venv")
    python = str(tmp_path / "venv" / "bin" / "python")
    requirements = str(ROOT / "requirements" / "app.txt")
    run(*PIP, "--python", python, *INSTALL, "-r", requirements, cwd=tmp_path)
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    copy_bundle(bundle)
    run(python, "-c", "import main, views.root, app.packaged", cwd=bundle, PYTHONPATH=str(bundle))
    missing = "import importlib.util as u; assert not [m for m in ('city', 'tests', 'fastapi') if u.find_spec(m)]"
    run(python, "-c", missing, cwd=bundle, PYTHONPATH=str(bundle))


def test_services_hold_with_the_oldest_pydantic(tmp_path: Path) -> None:
    oldest = tmp_path / "oldest"
    requirements = str(ROOT / "requirements" / "oldest.txt")
    run(*PIP, *INSTALL, "--target", str(oldest), "-r", requirements, cwd=tmp_path)
    path = f"{oldest}{os.pathsep}{ROOT}"
    version = run(sys.executable, "-c", "import pydantic; print(pydantic.VERSION)", cwd=ROOT, PYTHONPATH=path)
    assert version.startswith("2.11.")
    searches = "--ignore-glob=*_properties.py"
    run(sys.executable, "-m", "pytest", "-q", "-x", searches, "tests/services", cwd=ROOT, PYTHONPATH=path)


def test_what_stays_out_of_the_bundle_exists_and_what_is_in_is_not_excluded() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["flet"]["app"]
    excluded = set(settings["exclude"])
    assert not excluded & set(BUNDLED)
    assert {"city", "tests", "benchmarks", "docs", "requirements"} <= excluded
