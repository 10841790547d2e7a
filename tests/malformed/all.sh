# 200 malformed packages and the controls beside them.
set -eu
exec python3 "$SOURCE/tests/malformed/run.py" "$AHUB"
