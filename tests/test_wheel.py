"""The wheel, installed into a fresh environment: what people get is complete and needs nothing of ours."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with what is installed here, so that nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of a fresh environment with the wheel in it, beside the libraries it needs."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=False, symlinks=True)
    [packages] = folder.glob("lib/python3.*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    libraries = subprocess.run(
        [sys.executable, "-c", "import click, pathlib; print(pathlib.Path(click.__file__).parents[1])"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    (packages / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    return folder / "bin/python"


def test_wheel_holds_templates_and_migrations(wheel: Path) -> None:
    """Whatever is no Python file and is needed at run time is inside."""
    names = set(zipfile.ZipFile(wheel).namelist())

    templates = {f"bot/_templates/{file.relative_to(ROOT / 'templates')}" for file in _files(ROOT / "templates")}
    migrations = {str(file.relative_to(ROOT)) for file in (ROOT / "bot/store/migrations").rglob("*.py")}
    assert templates | migrations <= names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"bot", "curation", "welearned"}


def _files(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["templates", "check", "--language", "en"], ["config", "schema"]],
    ids=["help", "templates", "schema"],
)
def test_installed_program_works(python: Path, tmp_path: Path, arguments: list[str]) -> None:
    """From another folder, with our checkout out of sight, the program runs on what the wheel brought."""
    done = subprocess.run(
        [python, "-I", "-m", "bot", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    where = subprocess.run(
        [python, "-I", "-c", "import bot; print(bot.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(python.parents[1])
