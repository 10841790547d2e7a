# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""Matrices in .npy of every version, order and byte order, and in .safetensors."""
import pathlib

from made import (CORPUS, NODE, PYTHON, PYTHON_NEW, from_npm, made, node, numpy1, numpy2, named, package, python, sh)

NMSE = pathlib.Path(__file__).with_name("nmse.py")
# Exact in float32, rounded in float16; no two rows alike, and no symmetry.
FILL = "a = np.array([[((i * 7919 + j * 104729 + i * j * 31) % 20011 - 9000) / 4096 for j in range({c})] for i in range({r})]); "


def run(interpreter, code, rows=5, cols=7):
    return f"{interpreter} -c 'import os, numpy as np; out = os.environ[\"OUT\"]; {FILL.format(r=rows, c=cols)}{code}'"


def npy(file, by, command, reader=PYTHON, counted=numpy1, asked="tensor"):
    made("tensor, .npy", "tensors/" + file, by, command, asked, counted, f'{reader} {NMSE} "$OUT"')


def arrays():
    for by, other, interpreter, reader in [(numpy1, numpy2, PYTHON, PYTHON_NEW), (numpy2, numpy1, PYTHON_NEW, PYTHON)]:
        major = "1" if interpreter == PYTHON else "2"
        # Each NumPy reads what the other wrote.
        for dtype in ("<f2", "<f4", "<f8", ">f2", ">f4", ">f8"):
            name = {"<": "little", ">": "big"}[dtype[0]] + dtype[1:]
            npy(f"numpy{major}-{name}.npy", by, run(interpreter, f'np.save(out, a.astype("{dtype}"))'), reader, other)
        for dtype in ("f2", "f4", ">f8"):
            npy(f"numpy{major}-fortran-{dtype.strip('>')}.npy", by,
                run(interpreter, f'np.save(out, np.asfortranarray(a.astype("{dtype}")))'), reader, other)
        for version in ("1, 0", "2, 0", "3, 0"):
            npy(f"numpy{major}-format-{version[0]}.npy", by,
                run(interpreter, f'np.lib.format.write_array(open(out, "wb"), a.astype("f4"), version=({version}))'), reader, other)
        npy(f"numpy{major}-transposed.npy", by, run(interpreter, 'np.save(out, a.astype("f4").T)', 7, 5), reader, other)
        npy(f"numpy{major}-strided.npy", by, run(interpreter, "np.save(out, a[::-2, 1::2])", 9, 13), reader, other)
        npy(f"numpy{major}-memmap.npy", by,
            run(interpreter, 'm = np.lib.format.open_memmap(out, "w+", "<f4", (5, 7), fortran_order=True); m[:] = a; m.flush()'), reader, other)
        npy(f"numpy{major}-one-row.npy", by, run(interpreter, "np.save(out, a)", 1, 7), reader, other)
        npy(f"numpy{major}-one-column.npy", by, run(interpreter, 'np.save(out, a.astype("f4"))', 6, 1), reader, other)
        npy(f"numpy{major}-broadcast.npy", by, run(interpreter, 'np.save(out, np.broadcast_to(a[:1], (3, 7)))'), reader, other)
    js = (f"{NODE} -e 'const {{dump}} = require(\"npyjs\"); const a = Float%dArray.from({{length: 35}}, (_, i) => ((i * 7919) %% 2003 - 900) / 128); "
          "require(\"fs\").writeFileSync(process.env.OUT, Buffer.from(dump(a, [5, 7])))'")
    npy("npyjs-f4.npy", from_npm("npyjs"), js % 32)
    npy("npyjs-f8.npy", from_npm("npyjs"), js % 64)
    for name, tool, unfold in [("gzip.npy.gz", "gzip -nc", "gzip -dc"), ("zstd.npy.zst", "zstd -qc", "zstd -qdc")]:
        made("tensor, .npy", "tensors/" + name, package(tool.split()[0], tool.split()[0]),
             run(PYTHON, f'np.save("plain.npy", a)') + f' && {tool} plain.npy > "$OUT"', "tensor --or-refused", numpy1,
             f'{unfold} "$OUT" > again.npy && {PYTHON} {NMSE} again.npy')


def safetensors():
    library = named("safetensors", f"{PYTHON_NEW} -c 'import safetensors; print(safetensors.__version__)'")

    def tensors(file, by, command, name=""):
        asked = "tensor" + (f" weights_tensor={name}" if name else "")
        made("tensor, .safetensors", "tensors/" + file, by, command, asked, library, f'{PYTHON_NEW} {NMSE} "$OUT" {name}')

    save = "from safetensors.numpy import save_file; save_file("
    for dtype in ("f2", "f4", "f8"):
        tensors(f"save-file-{dtype}.safetensors", library, run(PYTHON_NEW, f'{save}{{"w": a.astype("{dtype}")}}, out)'))
    tensors("save-file-metadata.safetensors", library, run(PYTHON_NEW, f'{save}{{"w": a.astype("f4")}}, out, metadata={{"format": "np", "note": "a {{ in a \\"text\\""}})'))
    tensors("save-file-several.safetensors", library,
            run(PYTHON_NEW, f'{save}{{"b.weight": a.astype("f4"), "a.bias": a[0].astype("f4"), "a.weight": (a * a).astype("f8"), "ids": np.arange(9)}}, out)'), "b.weight")
    tensors("save-file-one-matrix.safetensors", library,
            run(PYTHON_NEW, f'{save}{{"layer.weight": a.astype("f2"), "layer.bias": a[0].astype("f2"), "step": np.array(3)}}, out)'))
    tensors("save-file-unicode.safetensors", library, run(PYTHON_NEW, f'{save}{{"gewicht.größe.日本": a.astype("f4")}}, out)'))
    # By hand, as the format says: no padding, entries not in the order of their data, a header with blanks.
    hand = run(PYTHON, 'import json; ' "{code}"
               ' h = json.dumps(h{more}).encode(); open(out, "wb").write(len(h).to_bytes(8, "little") + h + b"".join(d))')
    bf16 = 'd = [(a.astype("<f4").view("<u4") >> 16).astype("<u2").tobytes()]; h = {"w": {"dtype": "BF16", "shape": [5, 7], "data_offsets": [0, 70]}};'
    two = ('d = [a[0].astype("<f4").tobytes(), a.astype("<f8").tobytes()]; h = {"m": {"data_offsets": [28, 308], "shape": [5, 7], "dtype": "F64"}, '
           '"v": {"dtype": "F32", "shape": [7], "data_offsets": [0, 28]}};')
    for name, code, more in [("by-hand-bf16", bf16, ""), ("by-hand-unpadded", two, ', separators=(",", ":")'),
                             ("by-hand-indented", two, ", indent=1"), ("by-hand-trailing-blanks", two, '); h = (h + " " * 500'),
                             ("by-hand-escaped-names", bf16.replace('"w"', '"gr\\u00f6\\u00dfe"'), "")]:
        tensors(name + ".safetensors", python, hand.replace("{code}", code).replace("{more}", more))
    tensors("by-node-f4.safetensors", node,
            f"{NODE} -e 'const a = Float32Array.from({{length: 35}}, (_, i) => ((i * 7919) % 2003 - 900) / 128), h = Buffer.from(JSON.stringify("
            "{__metadata__: {format: \"pt\"}, w: {dtype: \"F32\", shape: [5, 7], data_offsets: [0, 140]}})), n = Buffer.alloc(8); n.writeBigUInt64LE(BigInt(h.length)); "
            "require(\"fs\").writeFileSync(process.env.OUT, Buffer.concat([n, h, Buffer.from(a.buffer)]))'")


def make():
    arrays()
    safetensors()
    (CORPUS / "tensors").mkdir(exist_ok=True)
    for size in (1, 5, 6, 7):
        sh(f"""{PYTHON} -c 'import os, numpy as np; np.save(os.environ["OUT"], np.eye({size}))'""",
           OUT=str(CORPUS / "tensors" / f"identity-{size}.npy"))
