// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Prose of the manual that no table holds, in mdoc.
#pragma once

#include <string_view>

namespace ahub::commands::topics {

inline constexpr std::string_view kMain = R"(.Nm
keeps research packages in one SQLite file, executes their claims again, and ranks them by the attention that they earned.
A package is a directory with a manifest
.Pq Xr ahub-discovery 5
of claims, their evidence, and a way to check them.
.Pp
A package climbs a ladder of trust by being re\-executed: published (L0), integrity (L1), runs (L2), verified (L3), reproduced (L4).
L3 means computationally reproducible as shipped, not true in general.
.Pp
Data goes to standard output, everything else to standard error.
The store is named by
.Fl \-store ,
else by
.Ev AHUB_STORE ,
else it is the nearest
.Pa .ahub/hub.db
upward, else
.Pa $XDG_DATA_HOME/ahub/hub.db .
)";

inline constexpr std::string_view kEnvironment = R"(.Bl -tag -width Ds
.It Ev AHUB_STORE
The store, when
.Fl \-store
is not given.
.It Ev XDG_DATA_HOME
Where
.Pa ahub/hub.db
lies when no project store is near.
.It Ev AHUB_SAFE_DIRECTORY
Directories, separated by colons, whose stores may be read where they are found though they are another user's.
.It Ev XDG_CONFIG_HOME
Where
.Pa ahub/safe\-directories
lies, to which
.Ic ahub trust store
adds;
.Pa ~/.config
by default.
.It Ev NO_COLOR , CLICOLOR , CLICOLOR_FORCE , TERM
Whether output is coloured;
.Fl \-color
wins.
.It Ev COLUMNS
The width of a terminal.
.It Ev SOURCE_DATE_EPOCH
The time that events and receipts carry, in seconds since 1970.
.It Ev TMPDIR
Where a package's files are unpacked for the time that its script runs.
.El
)";

inline constexpr std::string_view kRules = R"(Findings carry a stable code.
Codes are never reused or renumbered.
The families are AH0 syntax, AH1 manifest, AH2 claims, AH3 verification, AH4 evidence, AH5 identity, AH6 graph, AH7 prose and AH8 files.
Lines and columns count from 1, columns in code points; a tab counts 1.
)";

inline constexpr std::string_view kSimulators =
    R"(The same parameters and seed give the same outputs on every machine, at every optimisation level and thread count.
The exception is the fidelity host\-timing, whose numbers belong to the machine that ran it.
Each run states how far its numbers may be trusted: exact (the published recipe itself), arithmetic (an identity), numeric (a real numeric
experiment), calibrated (a cost model with calibrated constants), generative (a synthetic workload) or host\-timing.
A claim about a real system that only calibrated or generative runs support is recomputed, not confirmed.
)";

inline constexpr std::string_view kDiscovery = R"(.Sh DESCRIPTION
A package is a directory with exactly one manifest at its root,
.Pa discovery.yaml
or
.Pa discovery.json ,
with the same keys in both, and the files that the manifest names.
An archive (.zip, .tar, .tar.gz, .tar.zst) of such a directory is taken where a directory is.
Repositories (.git, .ahub, .hg ...), what desktops, editors and interpreters leave behind (.DS_Store, Thumbs.db, *~, __pycache__ ...),
and what a file
.Pa .ahubignore
at the root names in the syntax of
.Xr gitignore 5
are no part of it, unless the manifest names them or
.Fl \-all\-files
is given;
.Ql ahub help files
lists the patterns, and
.Xr ahub-lint 1
what was left out.
Unknown keys, anchors, aliases, tags and duplicate keys are errors.
The JSON Schema is
.Pa schemas/discovery.schema.json .
.Bl -tag -width Ds
.It Va schema
Required:
.Li attentionhub/discovery@0.1 .
.It Va profile
Required: generic@0.1, ml@0.1 or systems@0.1.
It names the keys that make claims comparable: systems: workload, metric and hardware; ml: task, dataset and metric; generic: metric.
.It Va slug , version
The name (3 to 64 of a\-z, 0\-9 and \-) and an integer from 1 on.
A slug and version never change their content.
.It Va title , abstract , domain , concepts , license
One line of 4 to 300 characters; at most 5000 characters; an arXiv category; at most 24 tags; an SPDX expression.
Without a license none is stated, and every output says so.
.It Va contributors
At least one {kind: agent or human, name}, optionally system, model, url, orcid and role.
.It Va provenance
An open object; ahub reads published, generator, human_oversight, source and license_url.
.It Va claims
At least one {id, kind, statement}; kind is performance, comparison, negative or observation.
scope is system (the default: a claim about the real thing) or model.
structured holds metric, value, standard_error, unit, higher_is_better, baseline, baseline_value, improvement_pct, system, workload, task, dataset, model and hardware.
evidence is a list of {artifact: path#L1\-L9}, {run: id} or {source: arXiv:ID, doi:..., URL}.
protocol names the free parameters of the experiment.
.It Va artifacts
{path or url, role, size, sha256}; role is code, data, results, log, paper or figure.
.It Va runs
Recorded executions {id, command, hardware, duration_s, log}.
.It Va verification
One method, or methods: a list.
A method has an id, a mode (simulator, script), runs {id, simulator, params, seed} or an entrypoint, and expected:
assertions {claim, run, output, op, value, abs, rel, low, high}.
The operators are ==, approx, <=, >=, <, > and between.
For == and approx the value may be left out: then the claim's own value is checked, converted to the output's unit.
.It Va exploration
What was tried: {id, type, title, parents, outcome, lesson}, without cycles.
.It Va relations
{kind, target}; kind is builds_on, confirms, contradicts, supersedes, uses or compares_to.
.El
.Pp
The content digest of a package is SHA\-256 over the lines path NUL size NUL sha256 LF of its files, sorted by path.
.Sh EXAMPLES
)";

inline constexpr std::string_view kDiscoveryExample = R"(schema: attentionhub/discovery@0.1
profile: systems@0.1
slug: lru-on-zipf
title: Hit rate of LRU under a Zipf stream
contributors:
  - {kind: human, name: Ada Example}
claims:
  - id: c1
    kind: performance
    scope: model
    statement: In this model LRU serves 105368 of 200000 requests.
    structured: {workload: zipf, metric: hits, value: 105368, unit: requests}
    evidence: ["https://example.org/protocol"]
verification:
  mode: simulator
  runs: [{id: base, simulator: cache, params: {policy: [lru]}, seed: 42}]
  expected: [{claim: c1, output: hits_lru, op: ==}]
)";

inline constexpr std::string_view kDiscoveryEnd = R"(.Sh SEE ALSO
.Xr ahub-lint 1 ,
.Xr ahub-new 1 ,
.Xr ahub-rules 7
)";

inline constexpr std::string_view kReceipt = R"(.Sh DESCRIPTION
A receipt is an in\-toto Statement (version 1) about one claim of one package: its subject is the package's content digest, its predicate
.Pq Li urn:ahub:receipt:1
records method, simulator and version, parameters, seed, outputs, every check with the accepted interval, the verdict, the sandbox, the version of ahub
and the runner's public key.
A run over files of which a reader had to choose something (a column, a unit of time) has it in
.Va choices :
a list of {file, what, chosen, rows}.
.Pp
The body is canonical JSON: keys sorted by bytes, no blanks, reals in their shortest form that reads back.
Its SHA\-256 is the receipt's id, and it is signed with the store's Ed25519 key.
Host, time and duration stand outside, in meta: they are neither hashed nor signed.
The same result therefore has the same id wherever it is computed with one key.
.Pp
For exchange a receipt is one line of JSON: schema, id, key, signature, meta and statement.
Members that are not known are passed over; those that are have the types and ranges that ahub writes, and agree with each other.
.Pp
What a receipt is worth in a store is its state:
.Bl -tag -width untrusted
.It counted
Its id and signature are good, its members are sound, its package is in the store, and the store trusts its key.
.It untrusted
All of that but the key: see
.Xr ahub-trust-add 1 .
.It absent
Its key is trusted, its package is not here.
.It malformed
A member is missing, of another type, out of range, or says what cannot be.
.It forged
Its content does not give its id, or its signature is not its key's.
.El
.Pp
Only a counted receipt reaches a level, a badge, attention or a number of
.Xr ahub-report 1 .
Others are listed with their state; malformed and forged ones are refused by
.Xr ahub-receipt-import 1
and left out by
.Xr ahub-receipt-export 1 ,
and
.Xr ahub-doctor 1
reports those that lie in a store.
.Pp
Verdicts are confirmed, recomputed (only a calibrated or generative model supports a claim about a real system), refuted, inconclusive and error.
.Sh SEE ALSO
.Xr ahub-receipt-export 1 ,
.Xr ahub-receipt-import 1 ,
.Xr ahub-trust-add 1 ,
.Xr ahub-trust-remove 1
)";

inline constexpr std::string_view kAttention = R"(.Sh DESCRIPTION
All arithmetic is in integer thousandths of a point, printed with one decimal.
.Bd -literal -offset indent
attention(p) = 1 + 3 * level(p) + I(p)
earned(q)    = 3 * max(0, level(q) \- 2)
m(q)         = min(earned(q) + I(q), 12)
I(p)         = min(6, sum over q of m(q) * w(q,p) / (2 * max(1, sum of w over q's relations)))
.Ed
.Pp
The weight w is 1 for confirms, 0.5 for builds_on and uses, and 0 for every other relation.
It is 0 as well unless q is of level 3 or above, was published after p, shares no contributor with p, and does not supersede p.
Relations to external works count in the divisor.
.Pp
Two packages share a contributor when one of each is the same person, whatever kind is stated.
Where both state an ORCID whose check character is right, the ORCIDs decide.
Otherwise the names do, folded: case, blanks, punctuation, apostrophes, accents, compatibility forms (full-width, mathematical letters)
and characters without ink do not count, the order of the words does not (Doe, Jane is Jane Doe; Li Wei is Wei Li), letters of other scripts that
look like Latin ones are those, a 0 or 1 among letters is an o or l, and a capital I is a small l to the eye.
So Müller and Muller are one person here: who shares a name with somebody else states an ORCID.
Contributors of whose names nothing is left stand for the key that signs the store's events, all of them for the same one.
.Ql ahub rank \-\-explain
names the packages that pass nothing on because of it, and
.Ql ahub doctor
the people with several packages.
An ORCID is what its package says: nobody has proved that it is the contributor's own.
.Pp
Influence runs from later to earlier publications only, so one pass from the newest package to the oldest is exact.
A version keeps the place of its slug's first version: raising a version earns nothing.
The feed is ordered by attention, descending, and then by publication.
.Pp
.Ql ahub rank \-\-by hot
weights each part by 2^(\-age/180 days), age measured to the newest event of the log.
.Sh SEE ALSO
.Xr ahub-rank 1
)";

constexpr std::string_view kLaboratory =
    R"(The simulators that verify packages can be asked anything:
one run, a grid of parameters, a chart, a curve.
The same parameters and seed give the same numbers on every machine and for any number of jobs,
except where a simulator's fidelity is host-timing.
Charts are drawn with braille dots in a terminal, as SVG, or as a Vega-Lite specification; they go
to standard output as everything does.
.Pp
Cache traces are read as they are: libCacheSim's oracleGeneral, CSV with a mapping of columns, or
one id a line, each plain or compressed by gzip, bzip2, xz or zstd.
What is taken, refused and said of every form is in
.Xr ahub-reading 7 .
An object has the size of its first request.
The policies and their sources are in
.Xr ahub-simulators 7 .
)";

constexpr std::string_view kLaboratoryExamples = R"(.Sh EXAMPLES
From a trace to a picture in three commands; the first may be any trace of yours:
.Bd -literal -offset indent
ahub trace make zipf.oracleGeneral -p catalog=100000 -p requests=2000000 --seed 1
ahub trace info zipf.oracleGeneral
ahub sim mrc -p trace=zipf.oracleGeneral -p policy=lru,arc,sieve -f svg > mrc.svg
.Ed
)";

}  // namespace ahub::commands::topics
