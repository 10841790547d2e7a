// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// arXiv's metadata into the store: records to stubs, batches to transactions.
#include <future>
#include <unordered_map>

#include <fmt/format.h>

#include "ahub/base/limits.hpp"
#include "hub/refresh.hpp"

namespace ahub {
namespace {

enum class Outcome { added, updated, unchanged, foreign };

/// The stub needs no lint, nor to be parsed again: interop's tests hold it to both for any record.
LoadedPackage stub_of(const ArxivRecord& record, std::int64_t version) {
  LoadedPackage loaded;
  Package& stub = loaded.parsed.package;
  stub = stub_package(record, version);
  loaded.files = make_package_files("arXiv:" + record.id,
                                    {{std::string(kManifestJson), stub_manifest(record, stub)}});
  stub.manifest = 0;
  stub.digest = content_digest(loaded.files);
  return loaded;
}

/// arXiv's version in the evidence of a stored stub; 0 when it names none.
std::int64_t arxiv_version_of(const Package& stub) {
  std::int64_t version = 0;
  for (const Claim& claim : stub.claims) {
    for (const Evidence& evidence : claim.evidence)
      if (normalise_arxiv_id(evidence.source, &version)) return version;
  }
  return version;
}

/// Fills in what this source does not say and the stored stub has from another: the API states no
/// licence, the daily feed no date of publication. True when there was something.
bool keep_known(ArxivRecord& record, const Package& stored) {
  const ArxivRecord before = record;
  const Provenance& known = stored.provenance;
  if (record.published.empty()) record.published = known.published;
  const Node& doi = stored.document.root["provenance"]["doi"];
  if (record.doi.empty() && doi.is_text()) record.doi = doi.text;
  // Versions of a paper may have licences of their own.
  if (record.license.empty() && arxiv_version_of(stored) == record.version)
    record.license = known.license_url.empty() ? stored.license : known.license_url;
  return record.published != before.published || record.doi != before.doi ||
         record.license != before.license;
}

/// A record with the stub that it becomes where the store has none yet; a dry run makes none.
struct Taken {
  ArxivRecord record;
  ArxivPlace place;
  std::optional<LoadedPackage> stub;
};

/// One batch written by another thread while the next one is read.
class BatchWriter {
 public:
  BatchWriter(Store* store, const ArxivImportOptions& options) : store_(store), options_(options) {}

  std::uint64_t kept = 0;  ///< Records completed from stored stubs; read when nothing is written.

  /// What became of the batch. Counted only when the whole batch is in: a transaction that fails
  /// counts for nothing.
  ArxivImport write(std::vector<Taken>& batch) {
    ArxivImport counted;
    if (options_.dry_run) {
      take(batch, counted);
    } else {
      store_->write([&] {
        take(batch, counted);
        derive();
      });
    }
    stubs_.clear();
    return counted;
  }

 private:
  void take(std::vector<Taken>& batch, ArxivImport& counted) {
    for (Taken& taken : batch) {
      switch (take(taken)) {
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
          counted.problems.push_back(
              {taken.place.line, taken.place.column, "slug-taken",
               fmt::format("{} is a package of the store that was not imported from arXiv; "
                           "arXiv:{} is left out",
                           arxiv_slug(taken.record.id), taken.record.id)});
          break;
      }
    }
    counted.records = counted.added + counted.updated + counted.unchanged;
  }

  Outcome take(Taken& taken) {
    ArxivRecord& record = taken.record;
    const std::optional<StoredPackage> newest =
        store_ == nullptr ? std::nullopt : store_->find(arxiv_slug(record.id), std::nullopt);
    if (!newest) {
      if (taken.stub) add(*taken.stub);
      return Outcome::added;
    }
    if (!taken.stub || taken.stub->parsed.package.version != newest->version)
      taken.stub = stub_of(record, newest->version);
    if (taken.stub->parsed.package.digest == newest->digest) return Outcome::unchanged;
    const Package stored = parse_package(store_->files(*newest), {.tolerant = true}).package;
    if (stored.provenance.generator != kArxivGenerator) return Outcome::foreign;
    // An older snapshot after a newer one takes nothing back.
    if (arxiv_version_of(stored) > record.version) return Outcome::unchanged;
    if (keep_known(record, stored)) {
      ++kept;
      taken.stub = stub_of(record, newest->version);
      if (taken.stub->parsed.package.digest == newest->digest) return Outcome::unchanged;
    }
    taken.stub = stub_of(record, newest->version + 1);
    add(*taken.stub);
    return Outcome::updated;
  }

  /// Within an open write() unless this is a dry run.
  void add(const LoadedPackage& stub) {
    if (options_.dry_run || store_ == nullptr) return;
    const Package& package = stub.parsed.package;
    store_->add_package(package.slug, package.version, package.digest, false, stub.files,
                        options_.time);
    stubs_[package.digest] = &stub;
  }

  /// Brings the derived tables up to the batch, without reading back what was just written.
  void derive() {
    refresh_packages(*store_, {}, [&](const StoredPackage& stored) -> const LoadedPackage* {
      const auto stub = stubs_.find(stored.digest);
      return stub == stubs_.end() ? nullptr : stub->second;
    });
  }

  Store* store_;
  const ArxivImportOptions& options_;
  std::unordered_map<std::string_view, const LoadedPackage*> stubs_;  // Of the batch, by digest.
};

/// Reads records into batches; only the writer touches the store.
class Importer {
 public:
  Importer(Store* store, const ArxivImportOptions& options)
      : options_(options), writer_(store, options) {}

  void problem(ArxivProblem&& problem) {
    ++report_.skipped;
    if (report_.problems.size() < limits::kReportedFindings)
      report_.problems.push_back(std::move(problem));
  }
  bool record(ArxivRecord&& record, const ArxivPlace& place) {
    std::optional<LoadedPackage> stub;
    if (!options_.dry_run) stub = stub_of(record, 1);
    batch_.push_back({std::move(record), place, std::move(stub)});
    const bool full = ++read_ == options_.limit;
    if (batch_.size() >= options_.batch) hand_over();
    return !full && !interrupted();
  }
  bool interrupted() const {
    return options_.interrupted != nullptr && options_.interrupted->load();
  }
  ArxivImport finish(const std::string& source) {
    hand_over();
    collect();
    if (writer_.kept > 0 && options_.reading != nullptr) {
      options_.reading->chose({source, "date, licence or DOI that the source lacks",
                               "kept from the stored stub", writer_.kept});
    }
    return std::move(report_);
  }

 private:
  void hand_over() {
    collect();
    if (batch_.empty()) return;
    in_hand_.swap(batch_);
    written_ = std::async(std::launch::async, [this] { return writer_.write(in_hand_); });
  }
  /// Waits for the batch that is being written; throws what stopped it.
  void collect() {
    if (!written_.valid()) return;
    ArxivImport counted = written_.get();
    in_hand_.clear();
    report_.records += counted.records;
    report_.added += counted.added;
    report_.updated += counted.updated;
    report_.unchanged += counted.unchanged;
    for (ArxivProblem& each : counted.problems) problem(std::move(each));
    if (options_.progress) options_.progress(report_.records);
  }

  const ArxivImportOptions& options_;
  BatchWriter writer_;
  ArxivImport report_;
  std::uint64_t read_ = 0;
  std::vector<Taken> batch_, in_hand_;  // Being read; being written, cleared by the reader.
  // Last: its destructor waits, and the rest must still be here.
  std::future<ArxivImport> written_;
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
  handlers.reading = options.reading;
  ArxivParser parser(source.name, options.format, handlers);
  bool more = true;
  source.pieces([&](std::string_view piece) {
    if (importer.interrupted()) return false;
    more = parser.feed(piece);
    return more;
  });
  if (more && !importer.interrupted()) parser.end();
  return importer.finish(source.name);
}

}  // namespace ahub
