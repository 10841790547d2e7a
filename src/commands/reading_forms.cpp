// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "commands/reading_forms.hpp"

namespace ahub::commands {
namespace {

constexpr ReadingForm kForms[] = {
    {"every file",
     "UTF-8 text, byte order marks at its start dropped, lines ended by LF or CRLF; compressed by "
     "gzip, "
     "bzip2, xz, lzma or zstd, all members and frames of it, checksums compared",
     "UTF-16 and UTF-32; archives where a file is expected; lz4, lzip, compress and zstd of a "
     "version before 0.8; compression "
     "within compression; compression that is cut, damaged or needs a window of more than 128 MiB; "
     "saved web pages; pointers of Git LFS and git-annex; PDF, SQLite, Parquet, HDF5, pickles, "
     "executables, pictures, packet captures. In "
     "text: NUL and other control bytes, carriage returns that end lines alone, and lines of more "
     "than 1 MiB",
     ""},
    {"oracleGeneral traces (*.oracleGeneral, *.bin)",
     "libCacheSim's records of 24 bytes, little-endian, packed: time, id, size, next access",
     "a file that ends within a record; text or another form under this name; records that are "
     "big-endian, padded to 32 bytes, all zero, or whose times go back again and again",
     "requests of size 0, and of another size than their object's first; records out of order of "
     "time, and records that are zero"},
    {"CSV traces (*.csv, *.tsv)",
     "rows of RFC 4180 with comma, semicolon, tab, bar or blanks between the cells, with or "
     "without "
     "a header, which may be a comment; columns by the names of real traces or by option",
     "several columns without a known name for the ids (they are listed); a row with another "
     "number "
     "of cells; a size that is no number; a line end within quotes",
     "the delimiter unless it is a comma; the header; the columns of ids and sizes unless given; "
     "comments and headers in the middle left out; row names for which the header has no cell; "
     "byte "
     "order marks inside the file dropped; rows out of order of time; columns not looked at "
     "(operations, disks); rows that stand for several requests; requests larger than a block; the "
     "unit of sizes; requests "
     "of "
     "size 0, objects that never have a size, sizes that change"},
    {"id traces (*.txt)", "one id a line; blank lines and lines that begin with '#' are skipped",
     "a line of several columns", "a header, comments left out"},
    {"traces without a telling name", "CSV or ids, when the first lines leave no doubt",
     "anything else: the format is to be given", "the format"},
    {"request traces",
     "Azure 2023, 2024 and LMM 2025, BurstGPT, Vidur (with times or lengths alone) in CSV; "
     "Mooncake "
     "and Bailian in JSON lines; told apart by their own columns and keys",
     "an unknown form; rows of two forms; a column or key that is missing or there twice; times "
     "and "
     "lengths that are no numbers, negative or too large; a request that does not fit",
     "form, unit of time and span; the delimiter and the header where they are unusual; requests "
     "of "
     "0 tokens left out (they failed); rows sorted by time; comments and headers in the middle "
     "left "
     "out; columns and keys not looked at; how many of the requests are served, and how many are "
     "cut where that was asked for"},
    {".npy",
     "format 1.0 to 3.0; floats of 2, 4 or 8 bytes in either order of bytes; bfloat16 as numpy "
     "saves "
     "it ('<V2'); one or two dimensions; either order of elements",
     "other types, by name with the conversion to make; .npz, pickles, PyTorch, GGUF and ONNX "
     "files; "
     "data that does not end with the file; elements that are not finite",
     "'<V2' taken for bfloat16; one dimension taken for one row"},
    {".safetensors",
     "a header of up to 100 MB; F16, BF16, F32 and F64; one or two dimensions; metadata, any "
     "order, "
     "data that each byte belongs to once",
     "a file without such a matrix (the types that are there are named), or with several and no "
     "name "
     "asked for; a header that lies about sizes; elements that are not finite",
     "the only matrix among several tensors; one dimension taken for one row"},
    {"arXiv: Atom, RSS, OAI-PMH",
     "saved answers of the API; the daily feeds in Atom and RSS 2.0; OAI-PMH in arXiv's own two "
     "forms",
     "arXiv's error messages, web pages, other XML; a document type declaration; encodings other "
     "than UTF-8. A damaged record is reported with its place and left out",
     "of the daily feeds, banners cut off abstracts and days of announcement left out; tags left "
     "out "
     "of texts; deleted and double records; that more of an answer follows; 'et al.' and brackets "
     "that never close among the authors; classes of other schemes; licences without an SPDX id; "
     "withdrawn papers"},
    {"arXiv: JSON lines",
     "the snapshot of all metadata, one object a line, of any size: it is never held in memory",
     "a damaged record is reported with its place and left out", "as above"},
    {"receipts", "JSON lines as 'ahub receipt export' writes them",
     "a line whose form, id, signature or members do not match, or that says of a package here "
     "what "
     "it has not: then none of the file is taken",
     ""},
    {"manifests", "discovery.yaml or discovery.json, up to 256 KiB",
     "anchors, aliases, tags, merge keys, double and unknown keys, second documents, compression: "
     "findings of 'ahub lint' with code and place",
     ""},
    {"packages", "directories; .zip, .tar, .tar.gz and .tar.zst archives of one",
     "links, devices, paths that lie outside or are one name on some file systems, entries that "
     "stand twice, more than 'ahub help limits' says, anything else than such an archive",
     "repositories, litter and what .ahubignore names left out ('ahub lint': AH811; an error of "
     "lint, import, verify and diff with --strict-input); artifacts that are pointers or saved "
     "pages (AH413, AH414). 'ahub help files' has the patterns"},
    {"collection.yaml", "a title and the packages of a directory in order of publication",
     "other keys, paths outside: with line and column", ""},
    {"output of scripts",
     "one JSON object of numbers; those of nested objects are OUTER.INNER; NaN, long integers and "
     "other values where no assertion asks for them",
     "text around the object, several objects; a name that is asked for and stands twice, is no "
     "number, not finite, or an integer that would lose digits",
     ""},
    {"rows of a sweep (--out)",
     "what the same sweep wrote before; a last line that was cut is "
     "written again",
     "rows of another sweep; a line in the middle that is no row", ""},
};

}  // namespace

std::span<const ReadingForm> reading_forms() noexcept { return kForms; }

}  // namespace ahub::commands
