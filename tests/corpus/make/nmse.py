# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""usage: nmse.py FILE [TENSOR]: what NumPy (and safetensors) load, and its error after rounding to 4 bits a row.

The grid of a row runs from its least to its greatest element, 0 included: steps of (high - low) / 15.
"""
import json
import sys

import numpy as np


def load(path, name):
    if ".npy" in path:
        return np.load(path)
    from safetensors import safe_open
    with safe_open(path, framework="np") as tensors:
        names = [key for key in tensors.keys() if key == name or (not name and len(tensors.get_slice(key).get_shape()) == 2)]
        try:
            return tensors.get_tensor(names[0])
        except (TypeError, KeyError, AttributeError):  # bfloat16, which NumPy has no type for: upper halves of float32.
            raw = open(path, "rb").read()
            begin = 8 + int.from_bytes(raw[:8], "little")
            entry = json.loads(raw[8:begin])[names[0]]
            first, last = entry["data_offsets"]
            halves = np.frombuffer(raw[begin + first:begin + last], "<u2").astype("<u4") << 16
            return halves.view("<f4").reshape(entry["shape"])


def main():
    weights = load(sys.argv[1], "".join(sys.argv[2:])).astype(np.float64)
    low = np.minimum(weights.min(axis=1, keepdims=True), 0)
    high = np.maximum(weights.max(axis=1, keepdims=True), 0)
    step = (high - low) / 15
    zero = np.rint(-low / step)
    rounded = (np.clip(np.rint(weights / step) + zero, 0, 15) - zero) * step
    nmse = ((weights - rounded) ** 2).sum() / (weights ** 2).sum()
    print(json.dumps({"rows": weights.shape[0], "cols": weights.shape[1], "nmse": float(nmse)}))


main()
