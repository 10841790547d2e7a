// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// arXiv's metadata into the store: records to stubs, batches to transactions.
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "ahub/base/limits.hpp"
#include "hub/refresh.hpp"

namespace ahub {
namespace {

enum class Outcome { added, updated, unchanged, foreign };

/// The stub needs no lint: interop's tests hold it to that for any record.
PackageFiles stub_of(const ArxivRecord& record, std::int64_t version) {
  return make_package_files("arXiv:" + record.id,
                            {{std::string(kManifestJson), stub_manifest(record, version)}});
}

/// Stubs of one batch by content digest, for the derivation that follows.
using Stubs = std::map<std::string, PackageFiles>;

/// arXiv's version in the evidence of a stored stub; 0 when it names none.
std::int64_t arxiv_version_of(const Package& stub) {
  std::int64_t version = 0;
  for (const Claim& claim : stub.claims) {
    for (const Evidence& evidence : claim.evidence)
      if (normalise_arxiv_id(evidence.source, &version)) return version;
  }
  return version;
}

/// `store` has an open write() unless this is a dry run.
Outcome take(Store* store, const ArxivRecord& record, const ArxivImportOptions& options,
             Stubs& stubs) {
  const std::string slug = arxiv_slug(record.id);
  const auto add = [&](std::int64_t version) {
    if (options.dry_run) return;
    PackageFiles files = stub_of(record, version);
    std::string digest = content_digest(files);
    store->add_package(slug, version, digest, false, files, options.time);
    stubs.emplace(std::move(digest), std::move(files));
  };
  const std::optional<StoredPackage> newest =
      store == nullptr ? std::nullopt : store->find(slug, std::nullopt);
  if (!newest) {
    add(1);
    return Outcome::added;
  }
  if (content_digest(stub_of(record, newest->version)) == newest->digest) return Outcome::unchanged;
  const Package stored = parse_package(store->files(*newest), {.tolerant = true}).package;
  if (stored.provenance.generator != kArxivGenerator) return Outcome::foreign;
  // An older snapshot after a newer one takes nothing back.
  if (arxiv_version_of(stored) > record.version) return Outcome::unchanged;
  add(newest->version + 1);
  return Outcome::updated;
}

class Importer {
 public:
  Importer(Store* store, const ArxivImportOptions& options) : store_(store), options_(options) {}

  void problem(ArxivProblem&& problem) {
    ++report_.skipped;
    if (report_.problems.size() < limits::kReportedFindings)
      report_.problems.push_back(std::move(problem));
  }
  bool record(ArxivRecord&& record, const ArxivPlace& place) {
    batch_.emplace_back(std::move(record), place);
    const bool full = options_.limit != 0 && report_.records + batch_.size() >= options_.limit;
    if (batch_.size() >= options_.batch) flush();
    return !full && !interrupted();
  }
  void flush() {
    if (batch_.empty()) return;
    if (options_.dry_run) {
      take_batch();
    } else {
      store_->write([&] { derive(take_batch()); });
    }
    batch_.clear();
    if (options_.progress) options_.progress(report_.records);
  }
  bool interrupted() const {
    return options_.interrupted != nullptr && options_.interrupted->load();
  }
  ArxivImport finish() { return std::move(report_); }

 private:
  /// Brings the derived tables up to the batch, without reading back what was just written.
  void derive(Stubs stubs) {
    LoadedPackage loaded;
    refresh_packages(*store_, {}, [&](const StoredPackage& stored) -> const LoadedPackage* {
      const auto stub = stubs.find(stored.digest);
      if (stub == stubs.end()) return nullptr;
      loaded.files = std::move(stub->second);
      loaded.parsed = parse_package(loaded.files);
      stubs.erase(stub);
      return &loaded;
    });
  }
  Stubs take_batch() {
    Stubs stubs;
    // Counted only when the whole batch is in: a transaction that fails counts for nothing.
    ArxivImport counted;
    std::vector<ArxivProblem> foreign;
    for (const auto& [record, place] : batch_) {
      switch (take(store_, record, options_, stubs)) {
        case Outcome::added:
          ++counted.added;
          break;
        case Outcome::updated:
          ++counted.updated;
          break;
        case Outcome::unchanged:
          ++counted.unchanged;
          break;
        case Outcome::foreign:
          foreign.push_back({place.line, place.column, "slug-taken",
                             fmt::format("{} is a package of the store that was not imported from "
                                         "arXiv; arXiv:{} is left out",
                                         arxiv_slug(record.id), record.id)});
          break;
      }
    }
    report_.added += counted.added;
    report_.updated += counted.updated;
    report_.unchanged += counted.unchanged;
    report_.records += counted.added + counted.updated + counted.unchanged;
    for (ArxivProblem& each : foreign) problem(std::move(each));
    return stubs;
  }

  Store* store_;
  const ArxivImportOptions& options_;
  ArxivImport report_;
  std::vector<std::pair<ArxivRecord, ArxivPlace>> batch_;
};

}  // namespace

ArxivImport import_arxiv(Store* store, const ArxivSource& source,
                         const ArxivImportOptions& options) {
  Importer importer(store, options);
  ArxivHandlers handlers;
  handlers.on_record = [&](ArxivRecord&& record, const ArxivPlace& place) {
    return importer.record(std::move(record), place);
  };
  handlers.on_problem = [&](ArxivProblem&& problem) { importer.problem(std::move(problem)); };
  ArxivParser parser(source.name, options.format, handlers);
  bool more = true;
  while (more && !importer.interrupted()) {
    const std::string_view piece = source.next();
    if (piece.empty()) break;
    more = parser.feed(piece);
  }
  if (more && !importer.interrupted()) parser.end();
  importer.flush();
  return importer.finish();
}

}  // namespace ahub
