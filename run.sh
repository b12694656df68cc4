#!/usr/bin/env bash
# The one list of chores; every word works from any folder and makes the environment it needs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
    cat <<'END'
Usage: ./run.sh WORD [ARGUMENTS]

  setup     make .venv with everything to work on welearned
  demo      replay examples/bit15 and build its blog; nothing leaves the machine
  test      run the tests; arguments go to pytest
  check     format, lint, contracts, types, then the tests with their coverage
  docs      run the commands and configurations that the documents show
  bench     measure the pipeline; arguments go to the benchmark
  lock      write the lock files anew from pyproject.toml
  release   check, then build the wheel and the source archive into dist/
END
}

say() { printf '→ %s\n' "$*" >&2; }
stop() { printf 'run.sh: %s\n' "$*" >&2; exit 1; }

# The programs of the environment, whatever the caller has activated.
in_venv() { local program=$1; shift; ".venv/bin/$program" "$@"; }

make_venv() {
    [ -x .venv/bin/python ] && return
    if command -v uv >/dev/null; then
        say "making .venv with uv"
        uv venv --quiet --python '>=3.11' .venv
        return
    fi
    command -v python3 >/dev/null || stop "python3 is missing; install Python 3.11 or newer"
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "this is $(python3 --version); Python 3.11 or newer is needed"
    python3 -c 'import ensurepip, venv' 2>/dev/null ||
        stop "Python cannot make environments here; install the package python3-venv (sudo apt-get install python3-venv)"
    say "making .venv with python3"
    python3 -m venv .venv
}

pip_install() {
    if command -v uv >/dev/null; then
        uv pip install --quiet --python .venv/bin/python "$@"
    else
        in_venv python -m pip install --quiet --disable-pip-version-check "$@"
    fi
}

# install LOCK: bring .venv to LOCK, unless it is there already; the lock for work holds all of the lock for use.
install() {
    local lock=$1 stamp=.venv/.welearned-installed wanted
    wanted=$(cat "$lock" pyproject.toml | cksum)
    make_venv
    grep -qxF "$wanted" "$stamp" 2>/dev/null && return
    say "installing what $lock names"
    pip_install --require-hashes -r "$lock"
    pip_install --no-deps -e .
    cat requirements.lock pyproject.toml | cksum >"$stamp"
    printf '%s\n' "$wanted" >>"$stamp"
}

lock() {
    install requirements-dev.lock
    local compile=(in_venv uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url
        --no-annotate --no-strip-extras --custom-compile-command './run.sh lock' pyproject.toml)
    say "writing requirements.lock and requirements-dev.lock"
    "${compile[@]}" --output-file requirements.lock "$@" >/dev/null
    "${compile[@]}" --group dev --output-file requirements-dev.lock "$@" >/dev/null
}

check() {
    install requirements-dev.lock
    in_venv ruff format --check .
    in_venv ruff check .
    in_venv lint-imports
    in_venv mypy
    in_venv pyright
    in_venv pytest --cov --cov-report= "$@"
    in_venv coverage report --fail-under=90
    in_venv coverage report --fail-under=98 \
        --include='curation/*,bot/tasks/*,bot/store/*,bot/networks/*/mapping*.py'
}

word=${1:-help}
[ $# -gt 0 ] && shift
case $word in
    setup) install requirements-dev.lock; say "ready: source .venv/bin/activate" ;;
    demo)
        install requirements.lock
        in_venv welearned demo examples/bit15 "$@"
        say "for the command welearned in this shell: source .venv/bin/activate"
        ;;
    test) install requirements-dev.lock; in_venv pytest "$@" ;;
    check) check "$@" ;;
    docs) install requirements-dev.lock; in_venv pytest tests/test_docs.py "$@" ;;
    bench) install requirements-dev.lock; in_venv python -m bench.pipeline "$@" ;;
    lock) lock "$@" ;;
    release) check; rm -rf dist; in_venv python -m build ;;
    help | -h | --help) usage ;;
    *) usage >&2; exit 2 ;;
esac
