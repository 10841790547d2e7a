// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Import: read, lint, store; one transaction a package, derived tables once at the end.
#include <algorithm>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/left_out.hpp"
#include "ahub/base/text.hpp"
#include "hub/conflict.hpp"
#include "hub/paths.hpp"
#include "hub/refresh.hpp"

namespace ahub {

namespace fs = std::filesystem;

namespace {

void refuse(ImportItem& item, const Error& error) {
  item.status = ImportStatus::refused;
  item.error_code = error.code();
  item.message = error.what();
  item.hint = error.hint();
  item.exit = exit_code(error.kind());
}

/// Reads and lints one package; the item is refused when it cannot be read, is malformed, or would
/// be taken in part where nothing may be chosen.
ImportItem examine(const fs::path& path, const ImportOptions& options) {
  ImportItem item;
  item.path = path.string();
  item.lint.path = item.path;
  try {
    item.lint.loaded =
        load_package(path, {.tolerant = options.tolerant, .all_files = options.all_files});
    Reading reading(options.strict_input);
    choose_left_out(item.path, item.lint.loaded.files.left_out, reading);
    item.lint.diagnostics = lint(item.lint.loaded.parsed, item.lint.loaded.files);
  } catch (const Error& error) {
    // One that is too dear keeps no other out.
    if (error.kind() != ErrorKind::input && error.kind() != ErrorKind::limit) throw;
    refuse(item, error);
    return item;
  }
  const ParsedPackage& parsed = item.lint.loaded.parsed;
  item.slug = parsed.package.slug;
  item.version = parsed.package.version;
  const bool malformed = blocks_import(item.lint.diagnostics);
  item.status = malformed ? ImportStatus::refused : ImportStatus::added;
  item.exit = malformed ? exit_code(ErrorKind::input) : 0;
  return item;
}

/// So many bytes of packages stay in memory until all are in; what is beyond is read again.
constexpr std::uint64_t kHeldBytes = 256U << 20;

/// The files of a package that was let go of; it must be the one that was looked at.
PackageFiles read_again(const ImportItem& item, const ImportOptions& options) {
  LoadedPackage again =
      load_package(item.path, {.tolerant = options.tolerant, .all_files = options.all_files});
  if (again.parsed.package.digest != item.lint.loaded.parsed.package.digest) {
    throw Error(ErrorKind::input, "changed",
                fmt::format("'{}' was changed while it was imported", safe_text(item.path)),
                "import it again when nothing writes to it");
  }
  return std::move(again.files);
}

void add(Store& store, ImportItem& item, const ImportOptions& options) {
  const Package& package = item.lint.loaded.parsed.package;
  try {
    const std::optional<std::int64_t> id = store.add_package(
        package.slug, package.version, package.digest, options.tolerant,
        item.lint.released ? read_again(item, options) : item.lint.loaded.files, options.time);
    item.status = id ? ImportStatus::added : ImportStatus::unchanged;
  } catch (const Error& error) {
    if (error.code() != "conflict") throw;
    const std::optional<StoredPackage> same = store.find(package.slug, package.version);
    if (!same) throw;
    throw conflict_of(store, *same,
                      item.lint.released ? read_again(item, options) : item.lint.loaded.files);
  }
}

/// What a real import would answer, without writing.
void rehearse(const Store& store, ImportItem& item) {
  const Package& package = item.lint.loaded.parsed.package;
  const std::optional<StoredPackage> same = store.find(package.slug, package.version);
  const std::optional<StoredPackage> newest = store.find(package.slug, std::nullopt);
  if (same && same->digest == package.digest) {
    item.status = ImportStatus::unchanged;
  } else if (same) {
    refuse(item, conflict_of(store, *same, item.lint.loaded.files));
  } else if (newest && newest->version > package.version) {
    refuse(item, Error(ErrorKind::input, "old-version",
                       fmt::format("{} is older than the stored version {}", package.ref(),
                                   newest->version),
                       "raise 'version' in the manifest"));
  }
}

void import_one(Store& store, ImportItem& item, const ImportOptions& options) {
  if (item.exit != 0) return;
  try {
    if (options.dry_run) {
      rehearse(store, item);
    } else {
      store.write([&] { add(store, item, options); });
    }
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) throw;
    refuse(item, error);
  }
}

/// Either every package is taken or none.
void import_all(Store& store, std::vector<ImportItem>& items, const ImportOptions& options) {
  const bool sound = std::all_of(items.begin(), items.end(),
                                 [](const ImportItem& item) { return item.exit == 0; });
  std::size_t at = 0;
  try {
    if (sound) {
      store.write([&] {
        for (at = 0; at < items.size(); ++at) add(store, items[at], options);
      });
      return;
    }
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) throw;
    refuse(items[at], error);
  }
  for (ImportItem& item : items) {
    if (item.exit != 0) continue;
    refuse(item, Error(ErrorKind::input, "not-taken", "another package of this import was refused",
                       "leave out --atomic to take the sound ones"));
  }
}

/// Derives what came in. Packages that are in memory still are not parsed again.
void refresh_added(Store& store, const std::vector<ImportItem>& items, bool tolerant) {
  std::set<std::string> slugs;
  std::unordered_map<std::string, const LoadedPackage*> by_digest;
  for (const ImportItem& item : items) {
    if (item.exit != 0) continue;
    if (!item.lint.released)
      by_digest.emplace(item.lint.loaded.parsed.package.digest, &item.lint.loaded);
    if (item.status == ImportStatus::added) slugs.insert(item.slug);
  }
  if (slugs.empty()) return;
  const auto loaded = [&](const StoredPackage& stored) -> const LoadedPackage* {
    const auto found = by_digest.find(stored.digest);
    return found == by_digest.end() || stored.tolerant != tolerant ? nullptr : found->second;
  };
  store.write([&] { refresh_packages(store, slugs, loaded); });
}

}  // namespace

std::vector<ImportItem> Hub::import(const std::vector<fs::path>& paths,
                                    const ImportOptions& options) {
  std::vector<fs::path> members;
  for (const fs::path& path : paths) {
    const std::vector<fs::path> expanded = expand_collections(path);
    members.insert(members.end(), expanded.begin(), expanded.end());
  }
  std::vector<ImportItem> items;
  items.reserve(members.size());
  std::uint64_t held = 0;
  for (const fs::path& member : members) {
    items.push_back(examine(member, options));
    if (!options.atomic || options.dry_run) import_one(store_, items.back(), options);
    held += held_bytes(items.back().lint);
    if (held > kHeldBytes) release(items.back().lint);
    if (options.progress) options.progress(items.size(), members.size(), items.back().slug);
  }
  if (options.atomic && !options.dry_run) import_all(store_, items, options);

  if (!options.dry_run) refresh_added(store_, items, options.tolerant);
  for (ImportItem& item : items) {
    if (item.exit != 0) continue;
    const std::optional<FeedRow> row = store_.feed_row(item.slug);
    item.level = row ? row->level : 0;
  }
  return items;
}

std::vector<std::string> Hub::remove(std::string_view text, const std::string& time) {
  const std::optional<PackageRef> ref = parse_ref(text);
  const StoredPackage named = resolve(text);
  std::vector<std::string> removed;
  store_.write([&] {
    for (const StoredPackage& stored : store_.versions(named.slug)) {
      const bool one = ref && (ref->version || !ref->digest_prefix.empty());
      if (one && stored.version != named.version) continue;
      if (store_.remove_package(stored.slug, stored.version, time)) {
        removed.push_back(stored.slug + "@" + std::to_string(stored.version));
      }
    }
    refresh_packages(store_, {named.slug});
  });
  return removed;
}

}  // namespace ahub
