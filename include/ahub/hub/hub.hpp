// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The façade: one function per use case, each the pipeline in order. It opens transactions and
// decides which derived rows are stale; it prints nothing.
#pragma once

#include <atomic>
#include <exception>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ahub/base/foreign.hpp"
#include "ahub/interop/arxiv.hpp"
#include "ahub/lint/rule.hpp"
#include "ahub/package/package.hpp"
#include "ahub/rank/rank.hpp"
#include "ahub/store/store.hpp"
#include "ahub/verify/verify.hpp"

namespace ahub {

/// A package with its bytes and findings, wherever it came from.
struct LoadedPackage {
  PackageFiles files;
  ParsedPackage parsed;
};

struct LoadOptions {
  bool tolerant = false;   ///< Unknown keys are warnings.
  bool all_files = false;  ///< Takes litter and what `.ahubignore` names (ahub/base/litter.hpp).
};
/// Reads and parses one directory, archive or manifest path. Touches no store.
LoadedPackage load_package(const std::filesystem::path& path, const LoadOptions& options = {});

struct LintReport {
  std::string path;  ///< As typed.
  LoadedPackage loaded;
  std::vector<Diagnostic> diagnostics;
  bool released = false;  ///< Bytes and tree were let go of: `loaded` names files, but holds none.
  /// `Error{limit}` that ended its check, which is its finding AH813; null where there is none.
  std::exception_ptr too_dear = nullptr;
};
/// Lints every package under `path` (a package, a collection, or an archive). One that is too dear
/// keeps no other out.
std::vector<LintReport> lint_path(const std::filesystem::path& path, const LintOptions& options,
                                  bool all_files = false);
/// Lints a manifest given as text (standard input); artifacts are not checked.
LintReport lint_text(std::string name, std::string text, const LintOptions& options);

enum class ImportStatus { added, unchanged, refused };
struct ImportItem {
  std::string path;
  ImportStatus status = ImportStatus::refused;
  std::string slug;
  std::int64_t version = 0;
  int level = 0;
  LintReport lint;                        ///< Findings; the refusing ones when refused.
  std::string error_code, message, hint;  ///< Why it was refused when not by findings.
  int exit = 0;                           ///< 0, or the exit code of this item.
};
struct ImportOptions {
  bool tolerant = false, dry_run = false;
  bool all_files = false;     ///< As in `LoadOptions`.
  bool strict_input = false;  ///< A package from which something is left out is refused.
  /// All packages in one transaction: one refused, none taken.
  bool atomic = false;
  std::string time;  ///< ISO 8601 UTC.
  std::function<void(std::size_t, std::size_t, const std::string&)> progress;
};

/// Metadata of arXiv in consecutive pieces.
struct ArxivSource {
  std::string name;                              ///< For messages.
  std::function<void(const PieceSink&)> pieces;  ///< Hands all of it on, until no more is wanted.
};
struct ArxivImportOptions {
  ArxivFormat format = ArxivFormat::automatic;
  bool dry_run = false;
  std::uint64_t limit = 0;     ///< Records to take; 0 takes all.
  std::size_t batch = 5000;    ///< Records of one transaction; two batches are in memory at once.
  std::string time;            ///< ISO 8601 UTC.
  Reading* reading = nullptr;  ///< Hears of what was chosen; null: nobody does.
  const std::atomic<bool>* interrupted = nullptr;
  std::function<void(std::uint64_t records)> progress;
};
struct ArxivImport {
  std::uint64_t records = 0;  ///< Sound ones: the sum of the next three.
  std::uint64_t added = 0, updated = 0, unchanged = 0;
  std::uint64_t skipped = 0;           ///< Problems, listed or not.
  std::vector<ArxivProblem> problems;  ///< The first limits::kReportedFindings.
};
/// Takes each record as a stub package: a new one as version 1, one whose content differs from the
/// newest stored version as the next version. A transaction a batch, so what an interrupted import
/// has finished stays, and the same source again adds only what is missing. Another thread writes
/// while this one reads; nobody else may use `store` meanwhile. Null `store`: a dry run against an
/// empty one. Throws what `ArxivParser` throws.
ArxivImport import_arxiv(Store* store, const ArxivSource& source,
                         const ArxivImportOptions& options);

/// One package's verification as the user sees it.
struct VerifyItem {
  std::string ref;                ///< "slug@2"
  std::string path;               ///< Set when verified as it lies there.
  std::vector<LeftOut> left_out;  ///< Of a path: what is no part of the package.
  Package package;
  VerifyResult result;
  Level before, after;  ///< Before: from the store's receipts; level 0 for a path.
  std::int64_t attention_before = 0,
               attention = 0;  ///< Milli-points; for a path: of its level alone.
  std::size_t new_receipts = 0;
};
struct VerifyRequest {
  std::vector<std::string> targets;  ///< References or paths, each optionally with #claim.
  bool all = false;
  VerifyOptions options;
  bool record = true;  ///< False: --dry-run, nothing written.
};
struct VerifyReport {
  std::vector<VerifyItem> items;
  int exit = 0;
};

struct FeedPage {
  std::int64_t packages = 0;
  std::vector<Facet> categories, tags;
  FeedSlice slice;
  FeedQuery query;
  std::string next_cursor;  ///< Empty on the last page.
  std::string as_of;        ///< ISO date when asked for.
  std::string by;           ///< "attention" or "hot".
};

/// Why a package has its attention: parts sum to the total.
struct AttentionPart {
  std::int64_t milli = 0;
  std::string name;  ///< One of the rungs, or "influence", or "identity" (nothing is passed on).
  std::string why;
  std::vector<std::string> receipts;
  std::string from;        ///< Endorsing package.
  std::int64_t event = 0;  ///< Event that earned it; 0 when computed from the package alone.
};

struct PackageView {
  StoredPackage stored;
  Package package;
  FeedRow row;
  std::int64_t rank = 0;
  Level level;
  std::vector<std::string> badges;          ///< Per claim.
  std::vector<ArtifactCheck> artifacts;     ///< Per artifact.
  std::vector<std::string> artifact_notes;  ///< Per artifact: why it is not the declared one.
  JudgedReceipts receipts;                  ///< Oldest observation first; those that count apart.
  std::vector<AttentionPart> attention;
  std::vector<DerivedTension> tensions;
  std::vector<std::int64_t> versions;  ///< All stored versions.
};

/// Somebody who contributed to several packages, so that none of them lifts another.
struct SharedIdentity {
  std::vector<std::string> names;  ///< His spellings in the packages that are named.
  std::string why;                 ///< "the same name".
  std::int64_t packages = 0;
  std::vector<std::string> slugs;  ///< The first of them.
};

struct DoctorReport {
  std::vector<Damage> damage;
  std::vector<std::pair<std::string, std::string>> facts;  ///< "packages" -> "25", ...
  SandboxSupport sandbox;
  std::vector<SharedIdentity> shared;  ///< The most telling ones; `facts` has the number of all.
};

struct TensionItem;
struct TensionList;
struct ExplainRequest;
struct Explanation;

class Hub {
 public:
  explicit Hub(Store store) : store_(std::move(store)) {}
  Store& store() noexcept { return store_; }

  /// Directories, archives, collections. One transaction a package; nothing of a refused one stays.
  std::vector<ImportItem> import(const std::vector<std::filesystem::path>& paths,
                                 const ImportOptions& options);
  /// Throws `Error{input, "not-found"}` with a suggestion.
  StoredPackage resolve(const PackageRef& ref) const;
  StoredPackage resolve(std::string_view text) const;
  Package parse(const StoredPackage& stored) const;

  VerifyReport verify(const VerifyRequest& request);
  FeedPage feed(const FeedQuery& query) const;
  /// The feed as the event log gives it at the end of `date` (YYYY-MM-DD, UTC), or ordered by hot.
  FeedPage feed_as_of(const FeedQuery& query, const std::string& date, const std::string& by) const;
  std::vector<AttentionPart> explain(const std::string& slug) const;
  PackageView show(std::string_view ref) const;
  /// Removes the version named, or all versions. Returns what was removed.
  std::vector<std::string> remove(std::string_view ref, const std::string& time);
  /// Every receipt of the store, or those of one package version (a digest), with what each is
  /// worth; oldest observation first.
  std::vector<std::shared_ptr<const JudgedReceipt>> receipts(const std::string& digest = {}) const;
  /// What these are worth here, in the same order.
  std::vector<std::shared_ptr<const JudgedReceipt>> judge(
      const std::vector<StoredReceipt>& receipts) const;
  /// Sound receipts from another host, added as a set: all or none. Returns how many were new.
  /// Throws `Error{input, "bad-receipt"}` for one that says what cannot be of a package that is
  /// here: another digest, a claim or method that it does not have.
  std::size_t import_receipts(const std::vector<Receipt>& receipts, const std::string& time);
  /// False when the key was trusted before. Throws `Error{input, "bad-key"}`.
  bool trust(const std::string& key, const std::string& name, const std::string& time);
  /// From now on receipts by this key count for nothing; false when it was not trusted. Throws
  /// `Error{input, "bad-key"}` for what is no key, and for the store's own.
  bool distrust(const std::string& key, const std::string& time);
  /// The tensions of one package, or of the whole store. See hub/tensions.hpp.
  TensionList tensions(const std::string& package) const;
  /// By id, by four or more of its first digits, by a side, or by the only package that is in one.
  /// Throws `Error{input}` "not-found", "ambiguous".
  TensionItem find_tension(const std::string& text) const;
  /// Records a state with who and why; `event.tension` is filled in.
  TensionItem settle_tension(const std::string& text, const TensionEvent& event);
  /// Attributes a tension's gap to the parameters in which its sides differ. See hub/explain.hpp.
  Explanation explain_tension(const std::string& text, const ExplainRequest& request);
  DoctorReport doctor(CheckDepth depth) const;
  /// Recomputes every derived table from the facts.
  void rebuild();
  /// Brings the derived tables up to the event log.
  void refresh();

 private:
  Store store_;
};

/// Verifies paths without a store: nothing is read from or written to one. `all_files`: as in
/// `LoadOptions`.
VerifyItem verify_path(const std::filesystem::path& path, const std::vector<std::string>& claims,
                       const VerifyOptions& options, bool all_files = false);

/// The exit code that one package's verdicts ask for: 0, 1, 6 or 7 (product.md section 6).
int verify_exit(const VerifyResult& result);

/// Which store a command uses: `flag`, else AHUB_STORE, else the nearest .ahub/hub.db upward from
/// the working directory, else $XDG_DATA_HOME/ahub/hub.db. One that was found, not named, must be
/// the user's own: throws as `require_own_store` (ahub/store/ownership.hpp) does.
std::filesystem::path default_store(const std::string& flag);

/// Now as ISO 8601 UTC; SOURCE_DATE_EPOCH wins where it is set.
std::string current_time();

}  // namespace ahub
