# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""One package in the archives that packers make. Its digest is computed here, from the files that went in."""
import hashlib
import pathlib

from made import NODE, PYTHON, from_npm, made, package, perl, python, ruby

MANIFEST = """schema: attentionhub/discovery@0.1
profile: systems@0.1
slug: corpus-package
title: A package in an archive
abstract: Its files have long names, names beyond ASCII and no bytes.
domain: cs.DC
contributors: [{kind: human, name: Ada Example}]
claims:
  - id: c1
    kind: performance
    statement: The example takes 12 ms.
    structured: {system: example, workload: w, metric: time, value: 12, unit: ms, hardware: any-cpu}
    evidence: ["data/results.csv#L1-L2"]
artifacts:
  - {path: data/results.csv, role: results}
"""
LONG = "logs/" + "a-directory-with-a-long-name/" * 3 + "a-file-whose-name-alone-would-fill-half-of-a-header-of-an-old-tar-archive.txt"
FILES = {"discovery.yaml": MANIFEST.encode(), "data/results.csv": b"time_ms\n12\n", "data/Gr\u00f6\u00dfe.txt": b"umlauts\n",
         "data/empty.txt": b"", "notes.md": b"CR LF stays\r\nas it is\r\n", "data/bytes.bin": bytes(range(256)), LONG: b"deep\n"}


def digest(files):
    """As product.md says: SHA-256 over the sorted list of path, size and SHA-256."""
    lines = b"".join(path.encode() + b"\0" + str(len(data)).encode() + b"\0" + hashlib.sha256(data).hexdigest().encode() + b"\n"
                     for path, data in sorted(files.items(), key=lambda item: item[0].encode()))
    return {"slug": "corpus-package", "digest": hashlib.sha256(lines).hexdigest()}


def archive(file, by, command, asked="package", files=FILES):
    made("package, " + ("zip" if file.endswith((".zip", ".jar")) else "tar"), "packages/" + file, by, command, asked,
         "sha256 of what was packed", lambda _: digest(files))


def tars(tar, bsdtar):
    for form in ("ustar", "pax", "gnu", "oldgnu"):
        archive(f"gnu-tar-{form}.tar.gz", tar, f'tar --format={form} --owner=0 --group=0 -cf - package | gzip -n > "$OUT"')
    short = {path: data for path, data in FILES.items() if path != LONG}
    archive("gnu-tar-v7.tar.gz", tar, f'tar --format=v7 --exclude=logs -cf - package | gzip -n > "$OUT"', files=short)
    archive("gnu-tar-dot.tar.gz", tar, 'tar -C package -cf - . | gzip -n > "$OUT"')
    archive("gnu-tar-no-directory.tar.gz", tar, '(cd package && tar -cf - *) | gzip -n > "$OUT"')
    archive("gnu-tar-zstd.tar.zst", tar, 'tar --zstd -cf "$OUT" package')
    archive("gnu-tar-times.tar.gz", tar, 'tar --format=pax --pax-option=exthdr.name=%d/PaxHeaders/%f,atime:=1 -cf - package | gzip -n > "$OUT"')
    archive("gnu-tar-blocked.tar.gz", tar, 'tar -b 1 -cf - package | gzip -n > "$OUT"')
    archive("gnu-tar-verbatim.tar.gz", tar, "find package -type f | LC_ALL=C sort -r | tar -T - -cf - | gzip -n > \"$OUT\"")
    holed = dict(FILES, **{"data/hole-at-end.bin": b"x" * 70000 + bytes(330000), "data/hole-inside.bin": b"x" * 4096 + bytes(200000) + b"y",
                           "data/only-a-hole.bin": bytes(100000)})
    for form in ("gnu", "pax"):
        archive(f"gnu-tar-sparse-{form}.tar.gz", tar, f'tar -S --format={form} -C holed -cf - package | gzip -n > "$OUT"', files=holed)
    archive("bsdtar-sparse.tar.gz", bsdtar, 'bsdtar --read-sparse -C holed -czf "$OUT" package', files=holed)
    for form in ("ustar", "pax", "gnutar"):
        archive(f"bsdtar-{form}.tar.gz", bsdtar, f'bsdtar --format {form} -czf "$OUT" package')
    archive("bsdtar-zstd.tar.zst", bsdtar, 'bsdtar --zstd -cf "$OUT" package')
    archive("bsdtar-threads.tar.gz", bsdtar, 'bsdtar -cf - package | pigz -n -p 2 > "$OUT"')
    archive("cpio-ustar.tar.gz", package("cpio", "cpio"), 'find package -depth | cpio --quiet -o -H ustar | gzip -n > "$OUT"')
    git = package("git archive", "git")
    archive("git-archive.tar.gz", git, 'git -C checkout archive --format=tar.gz --prefix=corpus-package-1.0/ HEAD > "$OUT"')
    archive("git-archive-no-prefix.tar.gz", git, 'git -C checkout archive --format=tar.gz HEAD > "$OUT"')
    pack = f"{PYTHON} -c 'import os, tarfile; t = tarfile.open(os.environ[\"OUT\"], \"w:gz\", format=tarfile.%s_FORMAT); t.add(\"package\"); t.close()'"
    for form in ("USTAR", "GNU", "PAX"):
        archive(f"python-tarfile-{form.lower()}.tar.gz", python, pack % form)
    archive("node-tar.tar.gz", from_npm("tar"), f"{NODE} -e 'require(\"tar\").create({{gzip: true, sync: true, portable: true, file: process.env.OUT}}, [\"package\"])'")
    archive("archiver.tar.gz", from_npm("archiver"), f"{NODE} -e 'const {{TarArchive}} = require(\"archiver\"), a = new TarArchive({{gzip: true}}); a.pipe(require(\"fs\").createWriteStream(process.env.OUT)); a.directory(\"package\", false); a.finalize()'")
    archive("perl-archive-tar.tar.gz", perl, """perl -MArchive::Tar -e 'my $t = Archive::Tar->new; chomp(my @f = `find package -type f`); $t->add_files(@f); $t->write($ENV{OUT}, COMPRESS_GZIP)'""")
    archive("ruby-rubygems.tar.gz", ruby, """ruby -rrubygems/package -rzlib -e 'Zlib::GzipWriter.open(ENV["OUT"]) { |z| Gem::Package::TarWriter.new(z) { |t| Dir.glob("package/**/*").select { |f| File.file?(f) && f.size < 90 }.each { |f| s = File.binread(f); t.add_file_simple(f, 0644, s.size) { |o| o.write s } } } }'""", files=short)


def zips(bsdtar):
    info = package("Info-ZIP zip", "zip")
    archive("info-zip.zip", info, 'rm -f "$OUT"; zip -qr "$OUT" package')
    archive("info-zip-stored.zip", info, 'rm -f "$OUT"; (cd package && zip -q0r "$OUT" .)')
    archive("info-zip-no-directories.zip", info, 'rm -f "$OUT"; zip -qrD -X "$OUT" package')
    archive("info-zip-streamed.zip", info, 'zip -qr - package > "$OUT"')  # Sizes follow the data.
    archive("info-zip-64.zip", info, 'rm -f "$OUT"; zip -qr -fz "$OUT" package')
    archive("7z.zip", package("7-Zip", "p7zip-full"), 'rm -f "$OUT"; 7z a -bd -tzip "$OUT" package > /dev/null')
    archive("bsdtar.zip", bsdtar, 'bsdtar --format zip -cf "$OUT" package')
    archive("fastjar.zip", package("fastjar", "fastjar"), 'rm -f "$OUT"; (cd package && fastjar -cMf "$OUT" *)')
    archive("git-archive.zip", package("git archive", "git"), 'git -C checkout archive --format=zip --prefix=corpus-package-1.0/ HEAD > "$OUT"')
    archive("python-zipfile.zip", python, f"{PYTHON} -m zipfile -c \"$OUT\" package")
    archive("python-shutil.zip", python, f"{PYTHON} -c 'import os, shutil; shutil.make_archive(os.environ[\"OUT\"][:-4], \"zip\", \"package\")'")
    archive("jszip.zip", from_npm("jszip"), f"{NODE} -e 'const J = require(\"jszip\"), fs = require(\"fs\"), z = new J(); fs.readdirSync(\"package\", {{recursive: true}}).forEach(f => {{ const p = \"package/\" + f; if (fs.statSync(p).isFile()) z.file(p, fs.readFileSync(p)) }}); z.generateAsync({{type: \"nodebuffer\", compression: \"DEFLATE\"}}).then(b => fs.writeFileSync(process.env.OUT, b))'")
    archive("yazl.zip", from_npm("yazl"), f"{NODE} -e 'const Y = require(\"yazl\"), fs = require(\"fs\"), z = new Y.ZipFile(); fs.readdirSync(\"package\", {{recursive: true}}).forEach(f => {{ const p = \"package/\" + f; if (fs.statSync(p).isFile()) z.addReadStream(fs.createReadStream(p), f, {{size: fs.statSync(p).size}}) }}); z.end(); z.outputStream.pipe(fs.createWriteStream(process.env.OUT))'")
    archive("fflate.zip", from_npm("fflate"), f"{NODE} -e 'const fs = require(\"fs\"), o = {{}}; fs.readdirSync(\"package\", {{recursive: true}}).forEach(f => {{ const p = \"package/\" + f; if (fs.statSync(p).isFile()) o[f] = new Uint8Array(fs.readFileSync(p)) }}); fs.writeFileSync(process.env.OUT, require(\"fflate\").zipSync(o))'")
    archive("php-zip.zip", package("PHP zip", "php8.2-zip"), """php -r '$z = new ZipArchive; $z->open(getenv("OUT"), ZipArchive::CREATE | ZipArchive::OVERWRITE); foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator("package", FilesystemIterator::SKIP_DOTS)) as $f) $z->addFile($f, $f); $z->close();'""")
    # As the Finder packs: the folder, then a shadow of each file below __MACOSX.
    archive("finder-layout.zip", python, f"""{PYTHON} -c 'import os, zipfile; z = zipfile.ZipFile(os.environ["OUT"], "w", zipfile.ZIP_DEFLATED); names = [os.path.join(d, f) for d, _, fs in sorted(os.walk("package")) for f in fs]; [z.write(n) for n in names]; z.writestr("package/.DS_Store", b"\\0\\0\\0\\1Bud1"); [z.writestr("__MACOSX/" + os.path.join(os.path.dirname(n), "._" + os.path.basename(n)), b"\\0\\5\\x16\\7\\0\\2\\0\\0Mac OS X") for n in names]; z.close()'""")
    # As Explorer and .NET of old packed: no directories, no attributes of Unix.
    archive("explorer-layout.zip", python, f"""{PYTHON} -c 'import os, zipfile; z = zipfile.ZipFile(os.environ["OUT"], "w", zipfile.ZIP_DEFLATED); i = lambda n: (lambda x: (setattr(x, "create_system", 0), setattr(x, "external_attr", 32), setattr(x, "compress_type", 8), x)[-1])(zipfile.ZipInfo(n)); [z.writestr(i(os.path.join(d, f)), open(os.path.join(d, f), "rb").read()) for d, _, fs in sorted(os.walk("package")) for f in fs]; z.close()'""")
    # As PowerShell 5 packed: backslashes between the names.
    archive("powershell-layout.zip", python, f"""{PYTHON} -c 'import os, zipfile; z = zipfile.ZipFile(os.environ["OUT"], "w", zipfile.ZIP_DEFLATED); i = lambda n: (lambda x: (setattr(x, "filename", n.replace("/", chr(92))), setattr(x, "create_system", 0), setattr(x, "compress_type", 8), x)[-1])(zipfile.ZipInfo("x")); [z.writestr(i(os.path.join(d, f)), open(os.path.join(d, f), "rb").read()) for d, _, fs in sorted(os.walk("package")) for f in fs]; z.close()'""")
    for method in ("LZMA", "BZip2", "PPMd"):
        archive(f"7z-{method.lower()}.zip", package("7-Zip", "p7zip-full"), f'rm -f "$OUT"; 7z a -bd -tzip -mm={method} "$OUT" package > /dev/null')


def make():
    import made as state
    root = pathlib.Path(state.work) / "package"
    for path, data in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    # Files with holes: what stands in them is zeros, and a packer that looks for holes leaves them out.
    state.sh("mkdir -p holed && cp -r package holed/ && cd holed/package/data && head -c 70000 /dev/zero | tr '\\0' x > hole-at-end.bin && truncate -s 400000 hole-at-end.bin && "
             "head -c 4096 /dev/zero | tr '\\0' x > hole-inside.bin && truncate -s 204096 hole-inside.bin && printf y >> hole-inside.bin && truncate -s 100000 only-a-hole.bin")
    state.sh("rm -rf checkout && cp -r package checkout && cd checkout && git init -q . && printf '* -text\\n' > .git/info/attributes && git add -A && "
             "git -c user.name=Ada -c user.email=ada@example.org commit -qm package --date=2026-11-28T00:00:00Z")
    tar, bsdtar = package("GNU tar", "tar"), package("bsdtar", "libarchive-tools")
    tars(tar, bsdtar)
    zips(bsdtar)


