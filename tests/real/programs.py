"""Other people's programs: where they are, and what it means that one is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def needs(program: str) -> None:
    """Skip where *program* is not installed; fail in CI, whose script installs it."""
    if shutil.which(program) is not None:
        return
    if os.environ.get("CI"):  # noqa: TID251 - whether an absence is a failure
        pytest.fail(f"CI has no {program}: .ci/run installs it")
    pytest.skip(f"{program} is not installed")


def run(folder: Path, *words: str) -> str:
    """Run a program in *folder* and return what it said; fail with that where it failed."""
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, f"{words[0]}: {done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr
