# 300 kill -9 cycles over import and verify lose nothing that was acknowledged.
set -eu
exec python3 "$SOURCE/tests/fault/kill9.py" "$AHUB" 300 1
