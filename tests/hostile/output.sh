# Whatever a stranger put into a store, a package, a file's name, an option or a program's output: what leaves the
# program is clean bytes, is read by a reader of its form, and has the same text there. Every command of the table in
# every format that it offers; a command that this test does not know fails it.
set -u
command -v python3 >/dev/null 2>&1 || exit 77
exec python3 "$SOURCE/tests/hostile/output/drive.py"
