#!/usr/bin/env bash
# Everything that an installation without a network needs, as wheels for this Python and platform:  scripts/wheelhouse.sh [DIR] [EXTRA...]
# Then, on the other machine:  python3 -m venv /opt/gouji && /opt/gouji/bin/pip install --no-index --find-links DIR -r DIR/requirements.txt
# EXTRA: postgres, dask. PYTHON names another interpreter.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
dir=$(mkdir -p "${1:-wheelhouse}" && cd "${1:-wheelhouse}" && pwd)
shift || true
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m venv "$work/venv"
pip=("$work/venv/bin/python" -m pip --disable-pip-version-check --no-input -q)

# What the lock names, built where a project publishes no wheel; then Gouji itself, from a copy so that nothing is written beside the sources.
"${pip[@]}" wheel --wheel-dir "$dir" -r "$root/requirements.lock"
git -C "$root" archive HEAD | tar -x -C "$work" --one-top-level=source
"${pip[@]}" wheel --wheel-dir "$dir" --no-deps "$work/source"
wheel=$(ls -t "$dir"/gouji-*.whl | head -n 1)
extras=$(IFS=,; echo "$*")
"${pip[@]}" wheel --wheel-dir "$dir" --find-links "$dir" -c "$root/requirements.lock" "$wheel${extras:+[$extras]}"
{
  grep -v '^ *\(#\|-\)' "$root/requirements.lock"
  echo "gouji${extras:+[$extras]}"
} >"$dir/requirements.txt"
mkdir -p "$dir/docs"
cp -r "$root"/docs/OPERATIONS*.md "$root/docs/systemd" "$dir/docs/"
echo "$(ls "$dir"/*.whl | wc -l) wheels, $(du -sh "$dir" | cut -f1): $dir"
