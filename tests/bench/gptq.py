# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""GPTQ of one layer against NumPy's linear algebra: the error must be equal, CPU times are compared as a ratio.

usage: gptq.py GPTQ [ROUNDS [COLS]]     (7 and 512; exit 77 without NumPy)

One BLAS thread. ahub and NumPy in turn, medians; the aim is a ratio of at most 1.5.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"
try:
    import numpy as np
except ImportError:
    print("NumPy is not installed")
    sys.exit(77)


def gptq(weights, activations):
    """Algorithm 1 of 2210.17323 at 3 bits: a min-max grid with 0 for each row, lazy batches of 128 columns."""
    moments = activations.T @ activations
    damped = moments + 0.01 * np.mean(np.diag(moments)) * np.eye(len(moments))
    upper = np.linalg.cholesky(np.linalg.inv(damped)).T
    low, high = np.minimum(weights.min(axis=1), 0), np.maximum(weights.max(axis=1), 0)
    step = (high - low) / 7
    zero = np.round(-low / step)
    weights, result = weights.copy(), np.empty_like(weights)
    cols = weights.shape[1]
    for begin in range(0, cols, 128):
        end = min(begin + 128, cols)
        errors = np.empty((len(weights), end - begin))
        for j in range(begin, end):
            column = weights[:, j]
            result[:, j] = (np.clip(np.round(column / step) + zero, 0, 7) - zero) * step
            error = (column - result[:, j]) / upper[j, j]
            weights[:, j + 1:end] -= np.outer(error, upper[j, j + 1:end])
            errors[:, j - begin] = error
        weights[:, end:] -= errors @ upper[begin:end, end:]
    return result, moments


def main():
    binary, rounds, cols = sys.argv[1], int((sys.argv[2:] or ["7"])[0]), int((sys.argv[3:] or ["512"])[0])
    random = np.random.default_rng(1)
    weights = random.standard_normal((cols, cols))
    factors = random.standard_normal((4 * cols, 64)) @ random.standard_normal((64, cols)) / 8
    activations = np.sqrt(0.9) * factors + np.sqrt(0.1) * random.standard_normal((4 * cols, cols))
    theirs, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("weights.npy", "activations.npy")]
        np.save(paths[0], weights)
        np.save(paths[1], activations)
        for _ in range(rounds):
            line = subprocess.run([binary, "1", *paths], capture_output=True, text=True, check=True).stdout.split()
            ours.append({name: float(value) for name, value in zip(line[::2], line[1::2])})
            start = time.process_time()
            result, moments = gptq(weights, activations)
            theirs.append(time.process_time() - start)
    rest = weights - result
    nmse = np.sum((rest @ moments) * rest) / np.sum((weights @ moments) * weights)
    if abs(ours[0]["nmse"] / nmse - 1) > 1e-3:
        raise SystemExit(f"the errors differ: {ours[0]['nmse']} and {nmse}")
    mine, peer = statistics.median(each["whole"] for each in ours), statistics.median(theirs)
    print(f"{cols} x {cols}, {4 * cols} tokens: ahub {mine:.3f} s, NumPy {np.__version__} {peer:.3f} s, "
          f"ratio {mine / peer:.2f}; nmse {ours[0]['nmse']:.6e} and {nmse:.6e}")


main()
