# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""One manifest as the writers of YAML and JSON write it: quotes, folds, flows, escapes, numbers."""
import json

from made import NODE, PYTHON, from_npm, jq, jsonlite, made, module, named, node, package, perl, php, python, ruby
from traces_csv import rscript

MANIFEST = {
    "schema": "attentionhub/discovery@0.1", "profile": "systems@0.1", "slug": "corpus-manifest", "version": 3,
    "title": "Caches: 5.81 pp less, \"as shipped\" # not a comment",
    "abstract": "Ein Maß für Größe: 100 %.\nA second line, it's longer than the others so that writers fold it somewhere between eighty and a hundred columns.\n\n"
                "- no list\n日本語: also text.",
    "domain": "cs.DC", "concepts": ["yes", "null", "1.0", "012", "0x1F", "2026-11-28", "~~", "a: b", "#tag", "@home", "- x", "*star", "%p"],
    "license": "CC-BY-4.0",
    "contributors": [{"kind": "human", "name": "José Núñez-Ejemplo"}, {"kind": "agent", "name": "Nobody's agent", "model": "m-1.0"}],
    "provenance": {"published": "2026-11-28", "human_oversight": "reviewed"},
    "claims": [
        {"id": "c1", "kind": "performance", "statement": "The gap is 5.81 pp: exactly.",
         "structured": {"system": "example", "workload": "w", "metric": "gap", "value": 5.81, "unit": "pp", "higher_is_better": True, "hardware": "any-cpu"},
         "evidence": ["https://example.org/a?b=c&d=%20#e"]},
        {"id": "c2", "kind": "performance", "statement": "The time is 0.00000012 s.",
         "structured": {"system": "example", "workload": "w", "metric": "time", "value": 1.2e-07, "unit": "s", "higher_is_better": False, "hardware": "any-cpu"},
         "evidence": ["https://example.org/protocol"]},
        {"id": "c3", "kind": "performance", "statement": "The count is 12345678901 requests.",
         "structured": {"system": "example", "workload": "w", "metric": "count", "value": 12345678901, "unit": "requests", "hardware": "any-cpu"},
         "evidence": ["https://example.org/protocol"]},
    ],
}
EXPECTED = {
    "slug": MANIFEST["slug"], "version": 3, "title": MANIFEST["title"], "abstract": MANIFEST["abstract"], "concepts": MANIFEST["concepts"],
    "contributors.0.name": "José Núñez-Ejemplo", "contributors.1.model": "m-1.0", "provenance.published": "2026-11-28",
    "claims.0.structured.value": "number:5.81", "claims.0.structured.higher_is_better": True, "claims.0.evidence.0": "https://example.org/a?b=c&d=%20#e",
    "claims.1.structured.value": "number:1.2e-07", "claims.1.structured.higher_is_better": False, "claims.2.structured.value": "number:12345678901",
}


def manifest(file, by, command):
    # A '?' inside of [ ] is valid, and yaml-cpp stops there: a refusal that says so will do.
    asked = "manifest --or-refused" if file in ("js-yaml-flow.yaml", "ruamel-safe.yaml") else "manifest"
    made("manifest, " + ("JSON" if file.endswith("json") else "YAML"), "manifests/" + file, by, command, asked,
         "the values that were given to the program", lambda _: EXPECTED)


def yamls():
    pyyaml, ruamel = module("PyYAML", "yaml"), module("ruamel.yaml", "ruamel.yaml")
    for name, options in [("default", ""), ("unicode", ", allow_unicode=True, sort_keys=False"), ("flow", ", default_flow_style=True, width=1000"),
                          ("mixed", ", default_flow_style=None"), ("document", ", explicit_start=True, explicit_end=True, indent=8, width=40"), ("crlf", ', line_break="\\r\\n"'),
                          ("canonical", ", canonical=False, encoding=None, width=20")]:
        manifest(f"pyyaml-{name}.yaml", pyyaml, f"{PYTHON} -c 'import json, os, yaml; yaml.safe_dump(json.load(open(\"manifest.json\")), open(os.environ[\"OUT\"], \"w\", newline=\"\"){options})'")
    manifest("ruamel.yaml", ruamel, f"{PYTHON} -c 'import json, os; from ruamel.yaml import YAML; YAML().dump(json.load(open(\"manifest.json\")), open(os.environ[\"OUT\"], \"w\"))'")
    manifest("ruamel-safe.yaml", ruamel, f"{PYTHON} -c 'import json, os; from ruamel.yaml import YAML; YAML(typ=\"safe\", pure=True).dump(json.load(open(\"manifest.json\")), open(os.environ[\"OUT\"], \"w\"))'")
    manifest("psych.yaml", named("Ruby Psych", "ruby -rpsych -e 'puts Psych::VERSION'"), """ruby -rjson -ryaml -e 'File.write(ENV["OUT"], JSON.load(File.read("manifest.json")).to_yaml)'""")
    manifest("psych-wide.yaml", named("Ruby Psych", "ruby -rpsych -e 'puts Psych::VERSION'"), """ruby -rjson -ryaml -e 'File.write(ENV["OUT"], JSON.load(File.read("manifest.json")).to_yaml(line_width: -1, indentation: 4))'""")
    manifest("yaml-npm.yaml", from_npm("yaml"), f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, require(\"yaml\").stringify(JSON.parse(fs.readFileSync(\"manifest.json\"))))'")
    manifest("yaml-npm-1.1.yaml", from_npm("yaml"), f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, require(\"yaml\").stringify(JSON.parse(fs.readFileSync(\"manifest.json\")), {{version: \"1.1\", lineWidth: 40, singleQuote: true}}))'")
    manifest("js-yaml.yaml", from_npm("js-yaml"), f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, require(\"js-yaml\").dump(JSON.parse(fs.readFileSync(\"manifest.json\"))))'")
    manifest("js-yaml-flow.yaml", from_npm("js-yaml"), f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, require(\"js-yaml\").dump(JSON.parse(fs.readFileSync(\"manifest.json\")), {{flowLevel: 2, lineWidth: 60}}))'")
    manifest("r-yaml.yaml", package("R yaml", "r-cran-yaml"), rscript('yaml::write_yaml(jsonlite::fromJSON("manifest.json", simplifyVector=FALSE), Sys.getenv("OUT"), precision=15, handlers=list(logical=function(x) structure(ifelse(x, "true", "false"), class="verbatim")))'))
    manifest("perl-yaml-xs.yaml", package("Perl YAML::XS", "libyaml-libyaml-perl"), """perl -MJSON::PP -MYAML::XS -0777 -ne '$YAML::XS::Boolean = "JSON::PP"; print YAML::XS::Dump(decode_json($_))' manifest.json > "$OUT" """)
    # A file of YAML that is JSON.
    manifest("jq-is-yaml.yaml", jq, 'jq . manifest.json > "$OUT"')
    manifest("python-bom.yaml", python, f"{PYTHON} -c 'import json, os, yaml; open(os.environ[\"OUT\"], \"w\", encoding=\"utf-8-sig\").write(yaml.safe_dump(json.load(open(\"manifest.json\")), allow_unicode=True))'")


def jsons():
    manifest("python.json", python, f"{PYTHON} -c 'import json, os; json.dump(json.load(open(\"manifest.json\")), open(os.environ[\"OUT\"], \"w\"))'")
    manifest("python-indented.json", python, f"{PYTHON} -c 'import json, os; json.dump(json.load(open(\"manifest.json\")), open(os.environ[\"OUT\"], \"w\"), indent=4, ensure_ascii=False, sort_keys=True)'")
    manifest("jq.json", jq, 'jq . manifest.json > "$OUT"')
    manifest("jq-tabs-ascii.json", jq, 'jq --tab -aS . manifest.json > "$OUT"')
    manifest("node.json", node, f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, JSON.stringify(JSON.parse(fs.readFileSync(\"manifest.json\")), null, \"\\t\"))'")
    manifest("ruby.json", ruby, """ruby -rjson -e 'File.write(ENV["OUT"], JSON.pretty_generate(JSON.load(File.read("manifest.json"))))'""")
    manifest("php.json", php, """php -r 'file_put_contents(getenv("OUT"), json_encode(json_decode(file_get_contents("manifest.json")), JSON_PRETTY_PRINT));'""")  # Slashes as \\/.
    manifest("perl.json", perl, """perl -MJSON::PP -0777 -ne 'print JSON::PP->new->utf8->pretty->canonical->encode(decode_json($_))' manifest.json > "$OUT" """)
    manifest("jsonlite.json", jsonlite, rscript('writeLines(jsonlite::toJSON(jsonlite::fromJSON("manifest.json", simplifyVector=FALSE), auto_unbox=TRUE, digits=NA, pretty=TRUE), Sys.getenv("OUT"), useBytes=TRUE)'))


def make():
    import made as state
    (state.work / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    yamls()
    jsons()
