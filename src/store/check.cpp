// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Examination of a store: nothing is written. Content is covered by digests, which SQLite's own
// check is not.
#include <map>
#include <set>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/json.hpp"
#include "ahub/base/text.hpp"
#include "store/impl.hpp"

namespace ahub {
namespace {

using Findings = std::vector<Damage>;

void check_pages(Connection& connection, CheckDepth depth, Findings& findings) {
  Statement query(connection.handle(),
                  depth == CheckDepth::quick ? "PRAGMA quick_check" : "PRAGMA integrity_check");
  while (query.step()) {
    if (const std::string line = query.text(0); line != "ok")
      findings.push_back({"page", "file", line});
  }
  Statement keys(connection.handle(), "PRAGMA foreign_key_check");
  while (keys.step())
    findings.push_back({"page", keys.bytes(0), "a row refers to one that is not there"});
}

/// What the log says of one row; of a receipt also the digest of its package.
struct Commitment {
  std::string row, package;
};
/// By kind and subject; the last event counts.
using Committed = std::map<std::pair<std::string, std::string>, Commitment>;

Committed check_events(const Store& store, Findings& findings) {
  Committed committed;
  std::string previous;
  std::int64_t expected = 1;
  store.each_event([&](const Event& event) {
    const std::string name = std::to_string(event.sequence);
    if (event.sequence != expected++)
      findings.push_back({"event-chain", name, "an event is missing before it"});
    if (event.previous != previous)
      findings.push_back({"event-chain", name, "it does not follow the event before it"});
    if (event_hash(event) != event.hash)
      findings.push_back({"event-chain", name, "its content does not give its hash"});
    previous = event.hash;
    try {
      const Json payload = parse_json(event.payload, "event");
      committed[{event.kind, event.subject}] = {payload.text_or("row"), payload.text_or("package")};
      if (event.kind == "distrust") committed.erase({"trust", event.subject});
      if (event.kind != "remove") return;
      // A package leaves with its receipts.
      committed.erase({"import", event.subject});
      const std::string digest = payload.text_or("digest");
      std::erase_if(committed, [&](const auto& entry) {
        return entry.first.first == "receipt" && entry.second.package == digest;
      });
    } catch (const Error& error) {
      findings.push_back({"event-chain", name, error.what()});
    }
  });
  if (expected == 1) findings.push_back({"event-chain", "log", "it is empty"});
  return committed;
}

void check_row(const Committed& committed, const char* kind, const std::string& subject,
               const std::string& digest, const std::string& stored, const char* check,
               Findings& findings) {
  const auto entry = committed.find({kind, subject});
  if (digest != stored) {
    findings.push_back({check, subject, "its row does not give its digest"});
  } else if (entry == committed.end()) {
    findings.push_back({check, subject, "no event brought it in"});
  } else if (entry->second.row != digest) {
    findings.push_back({check, subject, "the event log says that it had other content"});
  }
}

void check_facts(const Store& store, Connection& connection, const Committed& committed,
                 Findings& findings) {
  std::set<std::string> present;
  for (const StoredPackage& package : store.packages()) {
    const std::string name = fmt::format("{}@{}", package.slug, package.version);
    present.insert(name);
    Statement& row = connection.prepare("SELECT row_digest FROM package WHERE id = ?");
    row.bind(package.id);
    const std::string stored = row.step() ? row.text(0) : std::string();
    row.reset();
    check_row(committed, "import", name,
              package_row_digest(package, file_fields(connection, package.id)), stored, "package",
              findings);
  }
  std::set<std::string> receipts;
  for (const StoredReceipt& receipt : store.all_receipts()) {
    receipts.insert(receipt.id);
    if (sha256_hex(receipt.body) != receipt.id)
      findings.push_back({"receipt", receipt.id, "its content does not give its id"});
    Statement& row = connection.prepare("SELECT row_digest FROM receipt WHERE id = ?");
    row.bind(receipt.id);
    const std::string stored = row.step() ? row.text(0) : std::string();
    row.reset();
    check_row(committed, "receipt", receipt.id, receipt_row_digest(receipt), stored, "receipt",
              findings);
  }
  std::set<std::string> keys;
  for (const TrustedKey& key : store.trusted_keys()) keys.insert(key.key);
  for (const auto& [entry, commitment] : committed) {
    const auto& [kind, subject] = entry;
    if (kind == "trust" && keys.count(subject) == 0)
      findings.push_back({"key", subject, "the event log knows it, the store has lost it"});
    if ((kind == "import" && present.count(subject) == 0) ||
        (kind == "receipt" && receipts.count(subject) == 0)) {
      findings.push_back({kind == "import" ? "package" : "receipt", subject,
                          "the event log knows it, the store has lost it"});
    }
  }
  for (const TrustedKey& key : store.trusted_keys()) {
    Statement& row = connection.prepare("SELECT row_digest FROM trusted_key WHERE key = ?");
    row.bind(key.key);
    const std::string stored = row.step() ? row.text(0) : std::string();
    row.reset();
    check_row(committed, key.own ? "init" : "trust", key.key, key_row_digest(key), stored, "key",
              findings);
  }
}

void check_blobs(Connection& connection, Findings& findings) {
  Statement blobs(connection.handle(), "SELECT sha256, bytes FROM blob");
  while (blobs.step()) {
    if (sha256_hex(blobs.blob(1)) != blobs.text(0)) {
      findings.push_back({"blob", blobs.text(0), "its bytes do not give its hash"});
    }
  }
  Statement missing(connection.handle(),
                    "SELECT path FROM package_file WHERE NOT EXISTS (SELECT 1 FROM blob WHERE "
                    "sha256 = package_file.sha256)");
  while (missing.step()) findings.push_back({"blob", missing.text(0), "its bytes are not there"});
}

void check_key(const Store& store, Findings& findings) {
  KeyPair pair;
  try {
    pair = store.own_key();
  } catch (const Error&) {
    findings.push_back({"key", "identity", "the store's signing key is damaged"});
    return;
  }
  constexpr std::string_view kProbe = "ahub doctor";
  const bool sound = pair.secret_key.size() == 64 &&
                     verify_signature(kProbe, sign(kProbe, pair.secret_key), pair.public_key);
  bool own = false;
  for (const TrustedKey& key : store.trusted_keys())
    own = own || (key.own && key.key == to_hex(pair.public_key));
  if (!sound || !own) findings.push_back({"key", "identity", "the store's signing key is damaged"});
}

/// Removal asks by number which blobs are still in use.
void check_file_blobs(Connection& connection, Findings& findings) {
  Statement other(connection.handle(),
                  "SELECT path FROM package_file WHERE NOT EXISTS (SELECT 1 FROM blob WHERE id = "
                  "package_file.blob AND sha256 = package_file.sha256)");
  while (other.step()) findings.push_back({"blob", other.text(0), "its number is another blob's"});
}

/// The feed, its facets and what hangs on its rows must agree with each other.
void check_derived(Connection& connection, Findings& findings) {
  constexpr const char* kQueries[] = {
      "SELECT count(*) FROM (SELECT id, count FROM facet EXCEPT "
      "SELECT facet, count(*) FROM facet_feed GROUP BY facet)",
      "SELECT count(*) FROM (SELECT facet, count(*) FROM facet_feed GROUP BY facet EXCEPT "
      "SELECT id, count FROM facet)",
      "SELECT count(*) FROM facet WHERE kind NOT IN ('tag', 'category')",
      // Every place belongs to a row that has the facet, and there are as many as the rows have.
      "SELECT count(*) FROM facet_feed AS place WHERE NOT EXISTS (SELECT 1 FROM feed JOIN facet ON "
      "facet.id = place.facet WHERE feed.package = place.package AND feed.attention = "
      "place.attention AND feed.sequence = place.sequence AND CASE kind WHEN 'category' THEN "
      "domain = name ELSE instr(char(10) || concepts || char(10), char(10) || name || char(10)) > "
      "0 END)",
      "SELECT (SELECT count(*) FROM facet_feed) <> (SELECT coalesce(sum((domain <> '') + CASE "
      "concepts WHEN '' THEN 0 ELSE 1 + length(concepts) - length(replace(concepts, char(10), '')) "
      "END), 0) FROM feed)",
      "SELECT count(*) FROM (SELECT slug, sum(milli) FROM relation WHERE milli > 0 GROUP BY slug "
      "EXCEPT SELECT slug, milli FROM inflow)",
      "SELECT count(*) FROM (SELECT slug, milli FROM inflow WHERE milli <> 0 EXCEPT SELECT slug, "
      "sum(milli) FROM relation GROUP BY slug)",
      "SELECT (SELECT count(*) FROM feed) <> coalesce((SELECT packages FROM derived_from), 0)",
      "SELECT count(*) FROM (SELECT attention, block, count FROM feed_block EXCEPT SELECT "
      "attention, sequence >> 12, count(*) FROM feed GROUP BY 1, 2)",
      "SELECT (SELECT coalesce(sum(count), 0) FROM feed_block) <> (SELECT count(*) FROM feed)",
      "SELECT count(*) FROM (SELECT kind, name, count FROM counted EXCEPT SELECT 'level', "
      "CAST(level AS TEXT), count(*) FROM feed GROUP BY level EXCEPT SELECT 'badge', badge, "
      "count(*) FROM claim GROUP BY badge)",
      "SELECT coalesce(sum(count), 0) <> (SELECT count(*) FROM feed) + (SELECT count(*) FROM "
      "claim) FROM counted",
      "SELECT count(*) FROM (SELECT package FROM feed EXCEPT SELECT package FROM feed_text)",
      "SELECT (SELECT count(*) FROM feed) <> (SELECT count(*) FROM text_index_docsize)",
      "SELECT count(*) FROM (SELECT package FROM feed EXCEPT SELECT id FROM text_index_docsize)",
      "SELECT count(*) FROM (SELECT package FROM feed_text UNION SELECT package FROM claim UNION "
      "SELECT package FROM relation UNION SELECT package FROM contributor UNION "
      "SELECT package FROM external) WHERE package NOT IN (SELECT package FROM feed)",
  };
  for (const char* sql : kQueries) {
    if (connection.integer(sql) != 0) {
      findings.push_back({"derived", "feed",
                          "its tables do not agree with each other; 'ahub rebuild' renews them"});
      return;
    }
  }
}

}  // namespace

std::vector<Damage> Store::check(CheckDepth depth) const {
  Findings findings;
  Connection& connection = impl_->connection;
  try {
    check_pages(connection, depth, findings);
    if (depth == CheckDepth::quick || !findings.empty()) return findings;
    const Committed committed = check_events(*this, findings);
    check_facts(*this, connection, committed, findings);
    check_blobs(connection, findings);
    check_key(*this, findings);
    if (impl_->current_schema) check_file_blobs(connection, findings);
    if (impl_->current_schema) check_derived(connection, findings);
  } catch (const Error& error) {
    // Damage can also show as a page that cannot be read at all.
    if (error.kind() != ErrorKind::store) throw;
    findings.push_back({"page", "file", error.what()});
  }
  return findings;
}

std::string Store::dump() const {
  struct Table {
    const char* name;
    const char* sql;
    int columns;
    bool derived = false;
  };
  constexpr Table kTables[] = {
      {"package",
       "SELECT id, sequence, slug, version, digest, tolerant, event, imported_at, row_digest FROM "
       "package ORDER BY id",
       9},
      {"file", "SELECT package, path, size, sha256 FROM package_file ORDER BY package, path", 4},
      {"blob", "SELECT sha256, hex(bytes) FROM blob ORDER BY sha256", 2},
      {"receipt",
       "SELECT id, body, meta, key, signature, package_digest, claim, method, verdict, engine, "
       "event, added_at, row_digest FROM receipt ORDER BY id",
       13},
      {"key", "SELECT key, name, own, event, row_digest FROM trusted_key ORDER BY key", 5},
      {"event",
       "SELECT sequence, time, kind, subject, payload, previous, hash FROM event ORDER BY sequence",
       7},
      {"feed",
       "SELECT package, sequence, slug, title, domain, date, version, attention, level, claims, "
       "confirmed, recomputed, refuted, inconclusive, tensions, concepts FROM feed ORDER BY "
       "attention DESC, sequence",
       16, true},
      {"feed_text", "SELECT package, summary FROM feed_text ORDER BY package", 2, true},
      {"text_word", "SELECT term, doc, col, \"offset\" FROM text_word ORDER BY 1, 2, 3, 4", 4,
       true},
      // A facet's number is the order in which it first came up: nobody's business.
      {"facet", "SELECT kind, name, count FROM facet ORDER BY kind, name", 3, true},
      {"facet_feed",
       "SELECT kind, name, attention, sequence, package FROM facet_feed JOIN facet ON id = facet "
       "ORDER BY kind, name, attention DESC, sequence",
       5, true},
      {"counted", "SELECT kind, name, count FROM counted ORDER BY kind, name", 3, true},
      {"feed_block", "SELECT attention, block, count FROM feed_block ORDER BY attention, block", 3,
       true},
      {"claim",
       "SELECT package, position, id, kind, scope, key, metric, value, unit, tolerance, "
       "standard_error, protocol, higher_is_better, system, statement, badge FROM claim ORDER BY "
       "package, position",
       16, true},
      {"relation",
       "SELECT package, position, kind, target, slug, claim, weight, milli FROM relation ORDER BY "
       "package, position",
       8, true},
      // A slug that lost all keeps a row of nothing.
      {"inflow", "SELECT slug, milli FROM inflow WHERE milli <> 0 ORDER BY slug", 2, true},
      {"contributor", "SELECT package, identity FROM contributor ORDER BY package, identity", 2,
       true},
      {"external", "SELECT work, package FROM external ORDER BY work, package", 2, true},
      {"tension",
       "SELECT id, left_side, right_side, key, unit, left_value, right_value, gap, allowed, z, "
       "also, "
       "state FROM tension ORDER BY id",
       12},
      {"derived_from", "SELECT event, packages FROM derived_from", 2, true},
  };
  std::string out;
  for (const Table& table : kTables) {
    if (table.derived && !impl_->current_schema) continue;
    Statement rows(impl_->connection.handle(), table.sql);
    while (rows.step()) {
      out += table.name;
      for (int column = 0; column < table.columns; ++column)
        out += "\t" + safe_text(rows.bytes(column));
      out += "\n";
    }
  }
  return out;
}

}  // namespace ahub
