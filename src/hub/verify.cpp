// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Verification of stored packages and of paths: which, run, record, refresh.
#include <algorithm>
#include <exception>
#include <set>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/left_out.hpp"
#include "ahub/base/text.hpp"
#include "hub/derive.hpp"
#include "hub/paths.hpp"
#include "hub/refresh.hpp"

namespace ahub {

namespace fs = std::filesystem;

namespace {

/// A target and the claims of it that were asked for (empty: all).
struct Target {
  StoredPackage stored;
  std::vector<std::string> claims;
};

std::vector<Target> targets_of(const Hub& hub, const Store& store, const VerifyRequest& request) {
  std::vector<Target> targets;
  if (request.all) {
    for (const StoredPackage& stored : store.newest_packages()) targets.push_back({stored, {}});
  }
  for (const std::string& text : request.targets) {
    const std::optional<PackageRef> ref = parse_ref(text);
    const StoredPackage stored = hub.resolve(text);
    const auto same = std::find_if(targets.begin(), targets.end(), [&](const Target& target) {
      return target.stored.id == stored.id;
    });
    const bool whole = !ref || ref->claim.empty();
    if (same == targets.end()) {
      targets.push_back({stored, whole ? std::vector<std::string>() : std::vector{ref->claim}});
    } else if (whole) {
      same->claims.clear();
    } else if (!same->claims.empty()) {
      same->claims.push_back(ref->claim);
    }
  }
  return targets;
}

/// Throws for a claim or method that the package does not have.
void check_names(const Package& package, const VerifyOptions& options) {
  std::vector<std::string> ids;
  for (const Claim& claim : package.claims) ids.push_back(claim.id);
  for (const std::string& claim : options.claims) {
    if (package.find_claim(claim) != nullptr) continue;
    throw Error(ErrorKind::input, "not-found",
                fmt::format("{} has no claim '{}'", package.ref(), safe_text(claim)),
                fmt::format("its claims are {}", fmt::join(ids, ", ")));
  }
  if (options.method.empty()) return;
  std::vector<std::string> methods;
  for (const Method& method : package.methods) methods.push_back(method.id);
  if (std::find(methods.begin(), methods.end(), options.method) != methods.end()) return;
  throw Error(ErrorKind::input, "not-found",
              fmt::format("{} has no method '{}'", package.ref(), safe_text(options.method)),
              methods.empty() ? "it ships no verification method"
                              : fmt::format("its methods are {}", fmt::join(methods, ", ")));
}

/// The exit code that one package's verdicts ask for.
int exit_of(const VerifyResult& result) {
  int code = 0;
  for (const ClaimResult& claim : result.claims) {
    const bool yes = claim.attested || claim.verdict == Verdict::confirmed ||
                     claim.verdict == Verdict::recomputed;
    if (!yes) code = 1;
  }
  if (result.limit_hit) code = worse_exit(code, exit_code(ErrorKind::limit));
  if (result.sandbox_missing) code = worse_exit(code, exit_code(ErrorKind::sandbox));
  return code;
}

}  // namespace

VerifyReport Hub::verify(const VerifyRequest& request) {
  VerifyReport report;
  const std::vector<Target> targets = targets_of(*this, store_, request);
  const KeyPair key = store_.own_key();
  const std::vector<std::string> trusted = trusted_of(store_);
  std::exception_ptr refused;
  for (const Target& target : targets) {
    if (request.options.interrupted != nullptr && request.options.interrupted->load()) break;
    Known known = known_package(store_, target.stored, trusted);
    VerifyItem item;
    item.ref = known.package.ref();
    if (const std::optional<FeedRow> row = store_.feed_row(target.stored.slug)) {
      item.attention_before = row->attention;
    }
    item.before = level_of(known);

    VerifyOptions options = request.options;
    options.claims.insert(options.claims.end(), target.claims.begin(), target.claims.end());
    options.key = key;
    options.display = item.ref;
    check_names(known.package, options);
    try {
      item.result = verify_package(known.package, store_.files(target.stored), options);
    } catch (const Error&) {
      // What was recorded before stays, and its rows are brought up to date.
      refused = std::current_exception();
      break;
    }
    const bool interrupted = options.interrupted != nullptr && options.interrupted->load();
    // A run cut short by the user says nothing about the package.
    if (interrupted) break;

    if (request.record && !item.result.receipts.empty()) {
      store_.write([&] {
        for (const Receipt& receipt : item.result.receipts) {
          if (store_.add_receipt(to_stored(receipt), options.time)) ++item.new_receipts;
        }
      });
      known = known_package(store_, target.stored, trusted);
    }
    item.after = level_of(known);
    report.exit = worse_exit(report.exit, exit_of(item.result));
    item.package = std::move(known.package);
    report.items.push_back(std::move(item));
  }
  std::set<std::string> slugs;
  for (const VerifyItem& item : report.items) slugs.insert(item.package.slug);
  if (request.record && !slugs.empty()) store_.write([&] { refresh_packages(store_, slugs); });
  if (refused) std::rethrow_exception(refused);
  for (VerifyItem& item : report.items) {
    if (const std::optional<FeedRow> row = store_.feed_row(item.package.slug)) {
      item.attention = row->attention;
    }
  }
  return report;
}

VerifyItem verify_path(const fs::path& path, const std::vector<std::string>& claims,
                       const VerifyOptions& options, bool all_files) {
  LintReport report;
  report.path = path.string();
  report.loaded = load_package(path, {.all_files = all_files});
  Reading reading(options.strict_input);
  choose_left_out(report.path, report.loaded.files.left_out, reading);
  report.diagnostics = lint(report.loaded.parsed, report.loaded.files);
  refuse_malformed(report);

  VerifyItem item;
  item.package = std::move(report.loaded.parsed.package);
  item.path = report.path;
  item.left_out = report.loaded.files.left_out;
  item.ref = item.package.ref();
  VerifyOptions run = options;
  run.claims.insert(run.claims.end(), claims.begin(), claims.end());
  run.key =
      make_key_pair();  // No store, so no lasting key: the receipts hold for this output alone.
  run.display = item.path;
  check_names(item.package, run);
  item.result = verify_package(item.package, report.loaded.files, run);
  const std::vector<std::string> trusted{to_hex(run.key.public_key)};
  item.after = compute_level(item.package, integrity_holds(item.package, report.loaded.files),
                             judge_receipts(item.package, item.result.receipts, trusted).counted);
  item.attention = 1000 + 3000 * static_cast<std::int64_t>(item.after.level);
  return item;
}

int verify_exit(const VerifyResult& result) { return exit_of(result); }

}  // namespace ahub
