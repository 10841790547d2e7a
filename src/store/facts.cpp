// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Facts: packages, files, receipts, keys and the event log that commits to them.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/json.hpp"
#include "ahub/base/text.hpp"
#include "store/impl.hpp"

namespace ahub {

std::string digest_of(std::span<const std::string> fields) {
  std::string text;
  for (const std::string& field : fields) text += fmt::format("{}:{}", field.size(), field);
  return sha256_hex(text);
}

std::string digest_of(std::initializer_list<std::string_view> fields) {
  const std::vector<std::string> copies(fields.begin(), fields.end());
  return digest_of(copies);
}

std::string package_row_digest(const StoredPackage& package, std::span<const std::string> fields) {
  std::vector<std::string> all{std::to_string(package.sequence),
                               package.slug,
                               std::to_string(package.version),
                               package.digest,
                               package.tolerant ? "1" : "0",
                               std::to_string(package.event),
                               package.imported_at};
  all.insert(all.end(), fields.begin(), fields.end());
  return digest_of(all);
}

std::string receipt_row_digest(const StoredReceipt& r) {
  return digest_of({r.id, r.body, r.meta, r.key, r.signature, r.package_digest, r.claim, r.method,
                    r.verdict, r.engine, std::to_string(r.event), r.added_at});
}

std::string key_row_digest(const TrustedKey& key) {
  return digest_of({key.key, key.name, key.own ? "1" : "0", std::to_string(key.event)});
}

std::vector<std::string> file_fields(Connection& connection, std::int64_t package) {
  std::vector<std::string> fields;
  Statement& query = connection.prepare(
      "SELECT path, size, sha256 FROM package_file WHERE package = ? ORDER BY path");
  query.bind(package);
  while (query.step()) {
    fields.push_back(query.text(0));
    fields.push_back(std::to_string(query.integer(1)));
    fields.push_back(query.text(2));
  }
  query.reset();
  return fields;
}

namespace {

constexpr const char* kPackageColumns =
    "SELECT id, sequence, slug, version, digest, tolerant, event, imported_at FROM package ";

StoredPackage read_package(const Statement& row) {
  StoredPackage package;
  package.id = row.integer(0);
  package.sequence = row.integer(1);
  package.slug = row.text(2);
  package.version = row.integer(3);
  package.digest = row.text(4);
  package.tolerant = row.integer(5) != 0;
  package.event = row.integer(6);
  package.imported_at = row.text(7);
  return package;
}

std::vector<StoredPackage> read_packages(Statement& query) {
  std::vector<StoredPackage> packages;
  while (query.step()) packages.push_back(read_package(query));
  query.reset();
  return packages;
}

StoredReceipt read_receipt(const Statement& row) {
  StoredReceipt receipt;
  std::string* const texts[] = {&receipt.id,    &receipt.body,      &receipt.meta,
                                &receipt.key,   &receipt.signature, &receipt.package_digest,
                                &receipt.claim, &receipt.method,    &receipt.verdict,
                                &receipt.engine};
  int column = 0;
  for (std::string* text : texts) *text = row.text(column++);
  receipt.event = row.integer(column++);
  receipt.added_at = row.text(column);
  return receipt;
}

#define AHUB_RECEIPT_COLUMNS                                                                       \
  "SELECT id, body, meta, key, signature, package_digest, claim, method, verdict, engine, event, " \
  "added_at FROM receipt "

std::vector<StoredReceipt> read_receipts(Statement& query) {
  std::vector<StoredReceipt> receipts;
  while (query.step()) receipts.push_back(read_receipt(query));
  query.reset();
  return receipts;
}

/// The number of the blob with these bytes, stored where there is none yet.
std::int64_t stored_blob(Connection& connection, const PackageFile& file) {
  connection.prepare("INSERT INTO blob (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING")
      .bind(file.sha256)
      .bind_blob(file.bytes)
      .run();
  if (sqlite3_changes64(connection.handle()) > 0)
    return sqlite3_last_insert_rowid(connection.handle());
  Statement& query = connection.prepare("SELECT id FROM blob WHERE sha256 = ?");
  query.bind(file.sha256);
  const std::int64_t id = query.step() ? query.integer(0) : 0;
  query.reset();
  return id;
}

std::string row_payload(std::string_view row_digest) {
  return fmt::format("{{\"row\":\"{}\"}}", row_digest);
}

/// The statement's upper bound for texts that start with a hex prefix.
std::string prefix_end(const std::string& prefix) { return prefix + "g"; }

}  // namespace

std::optional<std::int64_t> Store::add_package(const std::string& slug, std::int64_t version,
                                               const std::string& digest, bool tolerant,
                                               const PackageFiles& files, const std::string& time) {
  Connection& connection = impl_->connection;
  const std::optional<StoredPackage> newest = find(slug, std::nullopt);
  std::optional<StoredPackage> same = newest;
  if (newest && newest->version > version) same = find(slug, version);
  if (same && same->version == version) {
    if (same->digest == digest) return std::nullopt;
    throw Error(ErrorKind::input, "conflict",
                fmt::format("{}@{} is already stored with other content", safe_text(slug), version),
                "a version never changes: raise 'version' in the manifest");
  }
  if (newest && newest->version > version) {
    throw Error(ErrorKind::input, "old-version",
                fmt::format("{}@{} is older than the stored version {}", safe_text(slug), version,
                            newest->version),
                "raise 'version' in the manifest");
  }
  StoredPackage package;
  package.slug = slug;
  package.version = version;
  package.digest = digest;
  package.tolerant = tolerant;
  package.imported_at = time;
  const LogTail tail = log_tail(connection);
  package.event = tail.sequence + 1;
  package.sequence = newest ? newest->sequence : package.event;
  std::vector<std::string> fields;
  for (const PackageFile& file : files.files) {
    fields.insert(fields.end(), {file.path, std::to_string(file.bytes.size()), file.sha256});
  }
  const std::string row = package_row_digest(package, fields);
  append_event(connection, tail, time, "import", fmt::format("{}@{}", slug, version),
               fmt::format("{{\"digest\":\"{}\",\"row\":\"{}\"}}", digest, row));
  connection
      .prepare(
          "INSERT INTO package (sequence, slug, version, digest, tolerant, event, imported_at, "
          "row_digest) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(package.sequence)
      .bind(slug)
      .bind(version)
      .bind(digest)
      .bind(tolerant ? 1 : 0)
      .bind(package.event)
      .bind(time)
      .bind(row)
      .run();
  const std::int64_t id = sqlite3_last_insert_rowid(connection.handle());
  AHUB_KILL_POINT("import-package");
  for (const PackageFile& file : files.files) {
    connection.prepare("INSERT INTO package_file VALUES (?, ?, ?, ?, ?)")
        .bind(id)
        .bind(file.path)
        .bind(static_cast<std::int64_t>(file.bytes.size()))
        .bind(file.sha256)
        .bind(stored_blob(connection, file))
        .run();
    AHUB_KILL_POINT("import-file");
  }
  return id;
}

bool Store::remove_package(const std::string& slug, std::int64_t version, const std::string& time) {
  Connection& connection = impl_->connection;
  const std::optional<StoredPackage> package = find(slug, version);
  if (!package) return false;
  append_event(connection, log_tail(connection), time, "remove",
               fmt::format("{}@{}", slug, version),
               canonical_json(Json::object().set("digest", package->digest)));
  const std::vector<std::string> fields = file_fields(connection, package->id);
  connection.prepare("DELETE FROM package_file WHERE package = ?").bind(package->id).run();
  connection.prepare("DELETE FROM package WHERE id = ?").bind(package->id).run();
  connection
      .prepare(
          "DELETE FROM receipt WHERE package_digest = ? AND NOT EXISTS "
          "(SELECT 1 FROM package WHERE digest = receipt.package_digest)")
      .bind(package->digest)
      .run();
  // Only its own blobs can have become unused.
  for (std::size_t i = 2; i < fields.size(); i += 3) {
    connection
        .prepare(
            "DELETE FROM blob WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM package_file WHERE "
            "package_file.blob = blob.id)")
        .bind(fields[i])
        .run();
  }
  AHUB_KILL_POINT("remove");
  return true;
}

bool Store::add_receipt(const StoredReceipt& given, const std::string& time) {
  Connection& connection = impl_->connection;
  StoredReceipt receipt = given;
  const LogTail tail = log_tail(connection);
  receipt.event = tail.sequence + 1;
  receipt.added_at = time;
  Statement& query = connection.prepare(AHUB_RECEIPT_COLUMNS "WHERE id = ?");
  query.bind(receipt.id);
  const std::vector<StoredReceipt> same = read_receipts(query);
  if (!same.empty()) {
    Statement& later = connection.prepare(
        "SELECT count(*) FROM receipt WHERE package_digest = ? AND claim = ? AND method = ? AND "
        "key = ? AND event > ?");
    later.bind(receipt.package_digest)
        .bind(receipt.claim)
        .bind(receipt.method)
        .bind(receipt.key)
        .bind(same[0].event);
    const bool newest = !later.step() || later.integer(0) == 0;
    later.reset();
    if (newest) return false;
    receipt.meta = same[0].meta;
    receipt.added_at = same[0].added_at;
    connection.prepare("DELETE FROM receipt WHERE id = ?").bind(receipt.id).run();
  }
  const std::string row = receipt_row_digest(receipt);
  // With the package, so that the check knows which receipts left with it.
  append_event(
      connection, tail, time, "receipt", receipt.id,
      canonical_json(Json::object().set("package", receipt.package_digest).set("row", row)));
  connection.prepare("INSERT INTO receipt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(receipt.id)
      .bind(receipt.body)
      .bind(receipt.meta)
      .bind(receipt.key)
      .bind(receipt.signature)
      .bind(receipt.package_digest)
      .bind(receipt.claim)
      .bind(receipt.method)
      .bind(receipt.verdict)
      .bind(receipt.engine)
      .bind(receipt.event)
      .bind(receipt.added_at)
      .bind(row)
      .run();
  AHUB_KILL_POINT("receipt");
  return same.empty();
}

bool Store::add_trusted_key(const std::string& key, const std::string& name,
                            const std::string& time) {
  Connection& connection = impl_->connection;
  for (const TrustedKey& known : trusted_keys()) {
    if (known.key == key) return false;
  }
  const LogTail tail = log_tail(connection);
  const TrustedKey added{key, name, false, tail.sequence + 1};
  const std::string row = key_row_digest(added);
  append_event(connection, tail, time, "trust", key, row_payload(row));
  connection.prepare("INSERT INTO trusted_key VALUES (?, ?, ?, ?, ?)")
      .bind(key)
      .bind(name)
      .bind(0)
      .bind(added.event)
      .bind(row)
      .run();
  return true;
}

bool Store::remove_trusted_key(const std::string& key, const std::string& time) {
  Connection& connection = impl_->connection;
  bool there = false;
  for (const TrustedKey& known : trusted_keys()) there = there || (known.key == key && !known.own);
  if (!there) return false;
  append_event(connection, log_tail(connection), time, "distrust", key, "{}");
  connection.prepare("DELETE FROM trusted_key WHERE key = ? AND own = 0").bind(key).run();
  return true;
}

std::vector<StoredPackage> Store::packages() const {
  static const std::string sql = std::string(kPackageColumns) + "ORDER BY sequence, version";
  return read_packages(impl_->connection.prepare(sql.c_str()));
}

std::vector<StoredPackage> Store::newest_packages() const {
  std::vector<StoredPackage> newest;
  for (StoredPackage& package : packages()) {
    if (!newest.empty() && newest.back().slug == package.slug) newest.pop_back();
    newest.push_back(std::move(package));
  }
  return newest;
}

std::vector<StoredPackage> Store::versions(const std::string& slug) const {
  static const std::string sql = std::string(kPackageColumns) + "WHERE slug = ? ORDER BY version";
  Statement& query = impl_->connection.prepare(sql.c_str());
  query.bind(slug);
  return read_packages(query);
}

std::optional<StoredPackage> Store::find(const std::string& slug,
                                         std::optional<std::int64_t> version) const {
  static const std::string exact = std::string(kPackageColumns) + "WHERE slug = ? AND version = ?";
  static const std::string newest =
      std::string(kPackageColumns) + "WHERE slug = ? ORDER BY version DESC LIMIT 1";
  Statement& query = impl_->connection.prepare(version ? exact.c_str() : newest.c_str());
  query.bind(slug);
  if (version) query.bind(*version);
  std::vector<StoredPackage> found = read_packages(query);
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<StoredPackage> Store::find_digest(const std::string& prefix) const {
  static const std::string sql =
      std::string(kPackageColumns) + "WHERE digest >= ? AND digest < ? ORDER BY id";
  Statement& query = impl_->connection.prepare(sql.c_str());
  query.bind(prefix).bind(prefix_end(prefix));
  return read_packages(query);
}

PackageFiles Store::files(const StoredPackage& package) const {
  PackageFiles files;
  files.origin = fmt::format("{}@{}", package.slug, package.version);
  Statement& query = impl_->connection.prepare(
      // A file whose content is missing is damage, not a file less.
      "SELECT path, bytes, blob.sha256 FROM package_file LEFT JOIN blob ON blob.sha256 = "
      "package_file.sha256 WHERE package = ? ORDER BY path");
  query.bind(package.id);
  while (query.step()) files.files.push_back({query.text(0), query.blob(1), query.text(2), -1});
  query.reset();
  return files;
}

std::vector<StoredReceipt> Store::receipts(const std::string& package_digest) const {
  Statement& query =
      impl_->connection.prepare(AHUB_RECEIPT_COLUMNS "WHERE package_digest = ? ORDER BY event");
  query.bind(package_digest);
  return read_receipts(query);
}

std::vector<StoredReceipt> Store::all_receipts() const {
  return read_receipts(impl_->connection.prepare(AHUB_RECEIPT_COLUMNS "ORDER BY event"));
}

std::vector<StoredReceipt> Store::find_receipts(const std::string& id_prefix) const {
  Statement& query =
      impl_->connection.prepare(AHUB_RECEIPT_COLUMNS "WHERE id >= ? AND id < ? ORDER BY id");
  query.bind(id_prefix).bind(prefix_end(id_prefix));
  return read_receipts(query);
}

std::vector<TrustedKey> Store::trusted_keys() const {
  std::vector<TrustedKey> keys;
  Statement& query =
      impl_->connection.prepare("SELECT key, name, own, event FROM trusted_key ORDER BY event");
  while (query.step())
    keys.push_back({query.text(0), query.text(1), query.integer(2) != 0, query.integer(3)});
  query.reset();
  return keys;
}

KeyPair Store::own_key() const {
  Statement& query = impl_->connection.prepare("SELECT public_key, secret_key FROM identity");
  if (!query.step()) throw Error(ErrorKind::store, "damaged-store", "the store has no signing key");
  KeyPair pair{from_hex(query.text(0)), from_hex(query.text(1))};
  query.reset();
  if (pair.public_key.size() != 32 || pair.secret_key.size() != 64)
    throw Error(ErrorKind::store, "damaged-store", "the store's signing key is damaged");
  return pair;
}

std::vector<std::string> Store::slugs(int limit) const {
  std::vector<std::string> slugs;
  Statement& query =
      impl_->connection.prepare("SELECT DISTINCT slug FROM package ORDER BY slug LIMIT ?");
  query.bind(limit);
  while (query.step()) slugs.push_back(query.text(0));
  query.reset();
  return slugs;
}

}  // namespace ahub
