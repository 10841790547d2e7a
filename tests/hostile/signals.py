# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""Each phase of ahub's work x {INT, TERM, HUP, KILL}: the time to its end, the exit code, what is left."""
import gzip, os, pty, shutil, signal, sqlite3, subprocess, sys, tempfile, time

AHUB = sys.argv[1]
SOURCE = os.environ["SOURCE"]
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGKILL: -9}
# The promise is 200 ms; a loaded machine of CI gets ten times that.
BOUND = 2.0

folder = tempfile.mkdtemp(prefix="ahub-signals-")
os.chmod(folder, 0o755)
scratch = os.path.join(folder, "scratch")
os.mkdir(scratch)
os.chmod(scratch, 0o777)
environment = dict(os.environ, TMPDIR=scratch, HOME=folder)
for name in ("AHUB_STORE", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
    environment.pop(name, None)
failures, measured = [], []


def hears(pid, number):
    """The process has a handler for the signal."""
    try:
        with open(f"/proc/{pid}/status") as status:
            caught = next(line for line in status if line.startswith("SigCgt:"))
    except (OSError, StopIteration):
        return False
    return int(caught.split()[1], 16) >> (number - 1) & 1 == 1


def fail(text):
    failures.append(text)
    print(text)


def path(*parts):
    return os.path.join(folder, *parts)


def package(slug, program):
    directory = path(slug)
    os.makedirs(directory + "/verify")
    with open(directory + "/discovery.yaml", "w") as out:
        out.write(f"""schema: attentionhub/discovery@0.1
profile: generic@0.1
slug: {slug}
title: A package with a program
contributors: [{{kind: human, name: Somebody}}]
license: MIT
claims:
  - {{id: c1, kind: performance, scope: model, statement: In this model the number is 7 count., structured: {{metric: number, value: 7, unit: count}}, evidence: ["https://example.org/x"]}}
verification: {{mode: script, entrypoint: verify/verify.py, expected: [{{claim: c1, output: seven, op: ==, value: 7}}]}}
""")
    with open(directory + "/verify/verify.py", "w") as out:
        out.write(program)
    return directory


SLEEPS = "import time\nprint('x', flush=True)\ntime.sleep(50)\n"
SPINS = "import signal\nfor n in (1, 2, 15): signal.signal(n, signal.SIG_IGN)\nwhile True: pass\n"
CLOSES = "import os, time\nos.close(1); os.close(2)\ntime.sleep(50)\n"
THREADS = "import threading, time\nfor i in range(8): threading.Thread(target=time.sleep, args=(50,)).start()\ntime.sleep(50)\n"
# Two forks and sessions of their own away; also with the order to die with the parent taken back.
DAEMONS = """import ctypes, os, time
for i in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.setsid()
            ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
            time.sleep(50)
        if i == 1: time.sleep(50)
        os._exit(0)
ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
time.sleep(50)
"""


def run(*arguments, check=0):
    done = subprocess.run([AHUB, *arguments], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
    if check is not None and done.returncode != check:
        fail(f"ahub {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
    return done


def processes():
    """Of ahub, its supervisors and programs: whoever has our folder in its command line or works in it."""
    found = []
    for number in filter(str.isdigit, os.listdir("/proc")):
        if int(number) == os.getpid():
            continue
        try:
            line = open(f"/proc/{number}/cmdline", "rb").read().replace(b"\0", b" ").decode(errors="replace")
            state = open(f"/proc/{number}/stat").read().rsplit(")", 1)[1].split()[0]
            try:
                line += " " + os.readlink(f"/proc/{number}/cwd")
            except OSError:
                pass
        except OSError:
            continue
        if folder in line and state != "Z" and "signals.py" not in line:
            found.append(f"{number}: {line}")
    return found


def wait_for(condition, seconds=20.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


def programs(wanted=1):
    def there():
        return sum("verify.py" in line for line in processes()) >= wanted
    return there


def receipts(store):
    return run("--store", store, "receipt", "list", "-f", "json").stdout.count('"id"')


def phase(name, arguments, ready=0.3, store=None, feed=None, stdin=None, codes=None, keeps=False, numbers=tuple(CODES), wrap=()):
    for number in numbers:
        before = receipts(store) if store else 0
        give = stdin() if callable(stdin) else subprocess.DEVNULL
        job = subprocess.Popen([*wrap, AHUB, *arguments], env=environment, cwd=folder, stdin=give, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, start_new_session=True)
        if callable(ready):
            if not wait_for(ready):
                fail(f"{name}: it does not begin")
        else:
            time.sleep(ready)
        if job.poll() is not None:
            fail(f"{name}: it ended before the signal: {job.returncode} {job.stderr.read().decode()[-300:]}")
            continue
        # On a busy machine a process may not have come to its first line yet.
        if number != signal.SIGKILL: wait_for(lambda: hears(job.pid, number) or job.poll() is not None)
        start = time.monotonic()
        job.send_signal(number)
        try:
            code = job.wait(BOUND)
        except subprocess.TimeoutExpired:
            fail(f"{name}: {number.name} is not heard within {BOUND} s")
            job.kill()
            code = job.wait()
        took = time.monotonic() - start
        measured.append((took, name, number.name))
        if isinstance(give, int) and give >= 0:
            os.close(give)
        # After SIGKILL the supervisor has yet to see it.
        if not wait_for(lambda: not processes(), BOUND):
            fail(f"{name}, {number.name}: left behind: {processes()}")
            for line in processes():
                os.kill(int(line.split(":")[0]), signal.SIGKILL)
        if code != CODES[number]:
            fail(f"{name}, {number.name}: exit {code}, not {CODES[number]}: {job.stderr.read().decode()[-300:]}")
        job.stdout.close()
        job.stderr.close()
        left = os.listdir(scratch)
        if left and not (number == signal.SIGKILL and keeps):
            fail(f"{name}, {number.name}: left in TMPDIR: {left}")
        for entry in left:
            shutil.rmtree(os.path.join(scratch, entry), ignore_errors=True)
        if store:
            if receipts(store) != before:
                fail(f"{name}, {number.name}: a receipt was recorded")
            doctor = run("--store", store, "doctor", check=None)
            if doctor.returncode != 0:
                fail(f"{name}, {number.name}: doctor: {doctor.stdout}")


store = path("hub.db")
everything = [package("sleeps", SLEEPS), package("spins", SPINS), package("closes", CLOSES), package("threads", THREADS),
              package("daemons", DAEMONS), package("answers", "print('{\"seven\": 7}')\n")]
run("--store", store, "import", "-q", *everything)

# Programs of packages, in the sandbox and without.
for slug in ("sleeps", "spins", "closes", "threads"):
    phase(f"a program that {slug}", ["--store", store, "verify", slug], ready=programs(), store=store)
for slug, wanted in (("sleeps", 1), ("spins", 1), ("daemons", 5)):
    phase(f"a program without the sandbox that {slug}", ["--store", store, "verify", "--sandbox=none", slug], ready=programs(wanted), store=store)
phase("a program of a path", ["verify", path("sleeps")], ready=programs())
phase("several programs", ["--store", store, "verify", "sleeps", "spins", "--jobs", "2"], ready=programs(), store=store)
if os.geteuid() == 0:
    # As an ordinary user, who has no PID namespace to put programs in.
    os.makedirs(path("theirs"))
    shutil.copy(store, path("theirs/hub.db"))
    for entry in ("theirs", "theirs/hub.db"):
        os.chown(path(entry), 65534, 65534)
    nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    for extra, slug, wanted in (((), "sleeps", 1), (("--sandbox=none",), "daemons", 5)):
        phase(f"as nobody: {slug}", ["--store", path("theirs/hub.db"), "verify", *extra, slug], ready=programs(wanted), wrap=nobody)
phase("a program that ignores what nohup says", ["--store", store, "verify", "sleeps"], ready=programs(), store=store,
      numbers=(signal.SIGTERM,), wrap=("env", "--ignore-signal=HUP"))

# What ends by itself leaves nothing either, and is recorded: the control.
answered = run("--store", store, "verify", "answers")
if receipts(store) != 1 or processes() or os.listdir(scratch):
    fail(f"the control: {answered.stdout} {processes()} {os.listdir(scratch)}")
# The program's end is the end of what it left: 3 s, not the 50 that a daemon sleeps on with its streams.
package("leaves", "import os, time\nif os.fork() == 0:\n  os.setsid(); time.sleep(50)\nprint('{\"seven\": 7}')\n")
run("--store", store, "import", "-q", path("leaves"))
start = time.monotonic()
run("--store", store, "verify", "--sandbox=none", "leaves", check=None)
if time.monotonic() - start > 10 or processes():
    fail(f"a daemon outlives its program: {time.monotonic() - start:.1f} s, {processes()}")

# Simulators, one and many.
long = ["-p", "policy=lru", "-p", "catalog=1000000", "-p", "requests=1000000000", "-p", "capacity=100000"]
phase("a simulator", ["sim", "run", "cache", *long[:5], "requests=40000000", *long[6:]])
phase("a sweep", ["sim", "sweep", "cache", "-p", "policy=lru", "-p", "catalog=100000", "-p", "requests=20000000", "-p",
                  "capacity=1000,2000,3000,4000,5000,6000", "-o", "hits_lru", "--out", path("rows.ndjson")])

# Reading: big files, folded ones, pipes, a terminal.
with open(path("big.csv"), "w") as out:
    out.write("time,key,size\n")
    line = "".join(f"{i},key{i % 977},{i % 4096}\n" for i in range(100000))
    for _ in range(60):
        out.write(line)
phase("a big trace", ["trace", "info", path("big.csv")], ready=0.2)
with gzip.open(path("zeros.csv.gz"), "wb", 1) as out:
    out.write(b"time,key,size\n")
    for _ in range(60):
        out.write(line.encode())
phase("unfolding", ["trace", "info", path("zeros.csv.gz")], ready=0.2)
# A mask outlives exec: who starts ahub may have blocked what should end it.
BLOCKED = "import os, signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32)); os.execv(sys.argv[1], sys.argv[1:])"
phase("begun with every signal blocked", ["trace", "info", path("zeros.csv.gz")], ready=0.3, wrap=(sys.executable, "-c", BLOCKED))
phase("a trace that is converted", ["trace", "convert", path("big.csv"), path("out.oracleGeneral")], ready=0.3, keeps=True)
beside = [name for name in os.listdir(folder) if name.startswith("out.oracleGeneral.")]
if len(beside) > 1:  # SIGKILL may leave its one.
    fail(f"unfinished files are left: {beside}")
holders = []


def silent_pipe():
    read, write = os.pipe()
    holders.append(write)
    return read


def terminal():
    ours, theirs = pty.openpty()
    holders.append(ours)
    return theirs


phase("a pipe that says nothing", ["--store", store, "import", "arxiv", "-"], stdin=silent_pipe, store=store)
phase("a terminal", ["--store", store, "import", "arxiv", "-"], stdin=terminal, store=store)

# The store: waiting for another writer, importing, rebuilding.
busy = sqlite3.connect(store, isolation_level=None)
busy.execute("BEGIN IMMEDIATE")
phase("waiting for a lock", ["--store", store, "--wait", "60", "rebuild"])
busy.execute("ROLLBACK")
busy.close()
os.makedirs(path("many"))
with open(path("many.jsonl"), "w") as out:
    for i in range(40000):
        out.write('{"id":"%04d.%04d","title":"Paper number %d","categories":"cs.DC","abstract":"It says %d.",'
                  '"authors_parsed":[["Example","Ada",""]]}\n' % (901 + i // 10000, i % 10000, i, i))
phase("an import", ["--store", store, "import", "arxiv", path("many.jsonl")], ready=0.15, store=store)
phase("an import of packages", ["--store", path("fresh.db"), "import", SOURCE + "/examples/discoveries", SOURCE + "/examples/reproductions"],
      ready=0.05)
doctor = run("--store", path("fresh.db"), "doctor", check=None)
if os.path.exists(path("fresh.db")) and doctor.returncode not in (0, 4):
    fail(f"an import of packages: doctor: {doctor.returncode} {doctor.stdout}{doctor.stderr}")
run("--store", store, "import", "arxiv", "-q", path("many.jsonl"))
phase("a rebuild", ["--store", store, "rebuild"], ready=0.1, store=store)
phase("doctor", ["--store", store, "doctor"], ready=0.1)
phase("demo", ["demo", "--examples", SOURCE + "/examples/discoveries"], ready=0.2, keeps=True)

for holder in holders:
    os.close(holder)
shutil.rmtree(folder, ignore_errors=True)
measured.sort(reverse=True)
cooperative = [took for took, _, number in measured if number != "SIGKILL"]
print(f"{len(measured)} cases; slowest {measured[0]}; median of {len(cooperative)}: {sorted(cooperative)[len(cooperative) // 2] * 1000:.0f} ms; "
      f"over 200 ms: {sum(took > 0.2 for took in cooperative)}")
for took, name, number in measured[:8]:
    print(f"  {took * 1000:6.0f} ms  {number:8}{name}")
sys.exit(1 if failures else 0)
