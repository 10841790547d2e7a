// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/store/store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>

#include "ahub/base/error.hpp"
#include "ahub/base/random.hpp"
#include "store/impl.hpp"
#include "store/place.hpp"
#include "store/schema.hpp"

using namespace ahub;
namespace fs = std::filesystem;

namespace {

constexpr const char* kTime = "2026-11-24T10:00:00.000Z";

struct Place {
  Place() {
    std::string name = (fs::temp_directory_path() / "ahub-store-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    path = name;
  }
  ~Place() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  fs::path file() const { return path / "hub.db"; }
  fs::path path;
};

PackageFiles files_of(const std::string& text) {
  return make_package_files("test", {{"discovery.yaml", text}, {"data.csv", "1,2\n"}});
}

void add(Store& store, const std::string& slug, std::int64_t version, const std::string& text) {
  store.write(
      [&] { store.add_package(slug, version, sha256_hex(text), false, files_of(text), kTime); });
}

std::string code_of(const std::function<void()>& body) {
  try {
    body();
  } catch (const Error& error) {
    return std::string(error.code());
  }
  return "";
}

void put(Store& store, const std::vector<FeedRow>& feed) {
  store.write([&] {
    for (const FeedRow& row : feed) {
      PackageRows rows;
      rows.feed = row;
      store.change_package(nullptr, &rows);
    }
    store.stamp_derived();
  });
}

StoredReceipt receipt_named(const std::string& body, const std::string& digest) {
  StoredReceipt receipt;
  receipt.body = body;
  receipt.id = sha256_hex(body);
  receipt.key = std::string(64, '0');
  receipt.package_digest = digest;
  receipt.claim = "c1";
  receipt.method = "sim";
  return receipt;
}

}  // namespace

TEST_CASE("opening names what is wrong with the file", "[store]") {
  const Place place;
  CHECK(code_of([&] { Store::open(place.file(), StoreMode::read_only); }) == "no-store");
  Store::open(place.file(), StoreMode::create);
  struct stat status {};
  REQUIRE(stat(place.file().c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600);
  fs::create_symlink(place.file(), place.path / "link.db");
  CHECK(code_of([&] { Store::open(place.path / "link.db", StoreMode::read_only); }) ==
        "cannot-open");
  {
    Connection other((place.path / "foreign.db").string(),
                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 1);
    other.execute("CREATE TABLE t (x)");
    Connection newer(place.file().string(), SQLITE_OPEN_READWRITE, 1);
    newer.execute("PRAGMA user_version=99");
  }
  CHECK(code_of([&] { Store::open(place.path / "foreign.db", StoreMode::read_write); }) ==
        "foreign-store");
  CHECK(code_of([&] { Store::open(place.file(), StoreMode::read_write); }) == "newer-store");
}

TEST_CASE("file systems over which hosts share files are known by their number", "[store]") {
  CHECK(shared_file_system(0x6969) == "NFS");
  CHECK(shared_file_system(0x0BD00BD0) == "Lustre");
  CHECK(shared_file_system(0x47504653) == "GPFS");
  CHECK(shared_file_system(0x19830326) == "BeeGFS");
  CHECK(shared_file_system(0xFF534D42) == "CIFS");
  CHECK(shared_file_system(0xFE534D42) == "SMB");
  CHECK(shared_file_system(0x65735546) == "FUSE");
  CHECK(shared_file_system(0x01021997) == "9p");
  CHECK(shared_file_system(0x00C36400) == "Ceph");
  // As a signed field of 64 bits gives it.
  CHECK(shared_file_system(0xFFFFFFFFFF534D42) == "CIFS");
  // ext4, tmpfs, XFS, btrfs, overlayfs, squashfs, ZFS.
  for (const std::uint64_t local : {0xEF53U, 0x01021994U, 0x58465342U, 0x9123683EU, 0x794C7630U,
                                    0x73717368U, 0x2FC12FC1U, 0U}) {
    CAPTURE(local);
    CHECK(shared_file_system(local).empty());
  }
}

TEST_CASE("a store below a link to a directory is opened, also under a name with URI marks",
          "[store]") {
  const Place place;
  fs::create_directory(place.path / "a %23 real?dir#");
  fs::create_directory_symlink(place.path / "a %23 real?dir#", place.path / "link");
  {
    Store store = Store::open(place.path / "link" / "hub.db", StoreMode::create);
    add(store, "one", 1, "a");
    CHECK(store.place().not_writable.empty());
    CHECK(store.place().write_ahead);
  }
  CHECK(Store::open(place.path / "link" / "hub.db", StoreMode::read_only).packages().size() == 1);
  CHECK(immutable_uri("/x/a %23?b#c") == "file:/x/a %2523%3fb%23c?mode=ro&immutable=1");
}

TEST_CASE("a version never changes, the same bytes are no change, older versions are refused",
          "[store]") {
  const Place place;
  Store store = Store::open(place.file(), StoreMode::create);
  add(store, "one", 2, "a");
  const std::string before = store.dump();
  add(store, "one", 2, "a");
  CHECK(store.dump() == before);
  CHECK(code_of([&] { add(store, "one", 2, "b"); }) == "conflict");
  CHECK(code_of([&] { add(store, "one", 1, "b"); }) == "old-version");
  CHECK(store.dump() == before);
  add(store, "one", 3, "c");
  CHECK(store.packages().size() == 2);
  CHECK(store.newest_packages().at(0).version == 3);
  CHECK(store.packages().at(0).sequence == store.packages().at(1).sequence);
  CHECK(store.find_digest(sha256_hex("c").substr(0, 8)).size() == 1);
}

TEST_CASE("a write that throws leaves nothing behind", "[store]") {
  const Place place;
  Store store = Store::open(place.file(), StoreMode::create);
  add(store, "one", 1, "a");
  const std::string before = store.dump();
  CHECK_THROWS(store.write([&] {
    store.add_package("two", 1, sha256_hex("b"), false, files_of("b"), kTime);
    throw std::runtime_error("stop");
  }));
  CHECK(store.dump() == before);
}

TEST_CASE("a reader sees the store as it was at its first look", "[store]") {
  const Place place;
  Store writer = Store::open(place.file(), StoreMode::create, 1);
  add(writer, "first", 1, "a");
  const Store reader = Store::open(place.file(), StoreMode::read_only, 1);
  REQUIRE(reader.packages().size() == 1);
  add(writer, "second", 1, "b");
  CHECK(reader.packages().size() == 1);
  CHECK_FALSE(reader.find("second", std::nullopt));
  CHECK(Store::open(place.file(), StoreMode::read_only, 1).packages().size() == 2);
}

TEST_CASE("removal takes files, receipts and unused blobs, and the log remembers", "[store]") {
  const Place place;
  Store store = Store::open(place.file(), StoreMode::create);
  add(store, "one", 1, "a");
  store.write([&] { store.add_receipt(receipt_named("{}", sha256_hex("a")), kTime); });
  store.write([&] { CHECK(store.remove_package("one", 1, kTime)); });
  store.write([&] { CHECK_FALSE(store.remove_package("one", 1, kTime)); });
  CHECK(store.packages().empty());
  CHECK(store.all_receipts().empty());
  CHECK(store.dump().find("\nblob\t") == std::string::npos);
  CHECK(store.events().back().kind == "remove");
  CHECK(store.check(CheckDepth::normal).empty());
}

TEST_CASE("a repeated receipt becomes the newest again only after another one", "[store]") {
  const Place place;
  Store store = Store::open(place.file(), StoreMode::create);
  add(store, "one", 1, "a");
  const std::string digest = sha256_hex("a");
  const auto put = [&](const std::string& body) {
    bool added = false;
    store.write([&] { added = store.add_receipt(receipt_named(body, digest), kTime); });
    return added;
  };
  CHECK(put("first"));
  CHECK_FALSE(put("first"));
  CHECK(put("second"));
  CHECK(store.receipts(digest).back().body == "second");
  CHECK_FALSE(put("first"));
  CHECK(store.receipts(digest).back().body == "first");
  CHECK(store.all_receipts().size() == 2);
  CHECK(store.check(CheckDepth::normal).empty());
}

TEST_CASE("every page, cursor and filter of the feed agrees with a plain filter", "[store]") {
  const Place place;
  Store store = Store::open(place.file(), StoreMode::create);
  Xoshiro256ss rng(11);
  std::vector<FeedRow> rows;
  for (int i = 0; i < 200; ++i) {
    FeedRow row;
    row.slug = fmt::format("package-{:03}", i);
    row.package = 1000 - i;
    row.sequence = i;
    row.attention = 20000 - 100 * (i / 7);
    row.level = static_cast<int>(rng.below(5));
    row.domain = rng.below(2) == 0 ? "cs.DC" : "cs.LG";
    for (const char* tag : {"red", "green", "blue"}) {
      if (rng.below(3) == 0) row.concepts.emplace_back(tag);
    }
    rows.push_back(row);
  }
  put(store, rows);
  CHECK_FALSE(store.derived_stale());
  CHECK(store.package_count() == 200);
  for (const std::string category : {"", "cs.DC", "cs.XX"}) {
    for (const std::vector<std::string>& tags :
         {std::vector<std::string>{}, {"red"}, {"red", "blue"}}) {
      for (const int min_level : {0, 3}) {
        std::vector<FeedRow> expected;
        for (const FeedRow& row : rows) {
          bool fits = row.level >= min_level && (category.empty() || row.domain == category);
          for (const std::string& tag : tags)
            fits = fits &&
                   std::find(row.concepts.begin(), row.concepts.end(), tag) != row.concepts.end();
          if (fits) expected.push_back(row);
        }
        FeedQuery query;
        query.category = category;
        query.tags = tags;
        query.min_level = min_level;
        query.limit = 7;
        FeedQuery cursor = query, ranked = query;
        for (std::size_t start = 0; start <= expected.size(); start += 7) {
          const std::vector<FeedRow> page(
              expected.begin() + static_cast<std::ptrdiff_t>(start),
              expected.begin() + static_cast<std::ptrdiff_t>(std::min(start + 7, expected.size())));
          query.page = static_cast<std::int64_t>(start / 7) + 1;
          for (const FeedQuery& asked : {query, cursor, ranked}) {
            const FeedSlice slice = store.feed(asked);
            REQUIRE(slice.rows == page);
            REQUIRE(slice.more == (start + 7 < expected.size()));
            if (!page.empty()) REQUIRE(slice.first_rank == static_cast<std::int64_t>(start) + 1);
          }
          if (page.empty()) break;
          cursor.has_cursor = true;
          cursor.after_attention = page.back().attention;
          cursor.after_sequence = page.back().sequence;
          ranked = cursor;
          ranked.after_rank = static_cast<std::int64_t>(start + page.size());
        }
      }
    }
  }
}

TEST_CASE("eight processes write at once and nothing is lost", "[store]") {
  const Place place;
  std::vector<pid_t> children;
  for (int worker = 0; worker < 8; ++worker) {
    const pid_t child = fork();
    if (child == 0) {
      int exit = 0;
      try {
        for (int i = 0; i < 20; ++i) {
          Store store = Store::open(place.file(), StoreMode::create);
          add(store, fmt::format("package-{}-{}", worker, i), 1, fmt::format("{} {}", worker, i));
        }
      } catch (...) {
        exit = 1;
      }
      _exit(exit);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  const Store store = Store::open(place.file(), StoreMode::read_only);
  CHECK(store.packages().size() == 160);
  CHECK(store.check(CheckDepth::normal).empty());
}

TEST_CASE("a full disk is a temporary error and the store stays as it was", "[store]") {
  const Place place;
  Store store = Store::open(place.file(), StoreMode::create);
  add(store, "one", 1, "a");
  const std::string before = store.dump();
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{200'000, 200'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    int exit = 1;
    try {
      Store inner = Store::open(place.file(), StoreMode::read_write);
      add(inner, "big", 1, std::string(250'000, 'x'));
    } catch (const Error& error) {
      exit = error.kind() == ErrorKind::temporary ? 0 : 2;
    } catch (...) {
      exit = 3;
    }
    _exit(exit);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(store.dump() == before);
  CHECK(store.check(CheckDepth::normal).empty());
}

TEST_CASE("a migration backs the store up first and raises its version", "[store]") {
  const Place place;
  { Store::open(place.file(), StoreMode::create); }
  {
    Connection connection(place.file().string(), SQLITE_OPEN_READWRITE, 1);
    const char* const steps[] = {kMigrations[0], kMigrations[1],
                                 kMigrations[2], kMigrations[3],
                                 kMigrations[4], "CREATE TABLE extra (x INTEGER) STRICT"};
    migrate(connection, place.file(), steps);
    CHECK(connection.integer("PRAGMA user_version") == 6);
    CHECK(connection.integer("SELECT count(*) FROM extra") == 0);
  }
  CHECK(fs::status(place.file().string() + ".v5.bak").permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(code_of([&] { Store::open(place.file(), StoreMode::read_write); }) == "newer-store");
}

TEST_CASE("a flipped bit in live content is always found", "[store]") {
  const Place place;
  {
    Store store = Store::open(place.file(), StoreMode::create);
    add(store, "one", 1, "a text that is long enough to be worth flipping bits in");
    store.write([&] { store.add_receipt(receipt_named("{\"a\":1}", sha256_hex("x")), kTime); });
  }
  const std::string sound = read_file(place.file(), 10U << 20);
  const std::string before = Store::open(place.file(), StoreMode::read_only).dump();
  Xoshiro256ss rng(5);
  int noticed = 0;
  for (int round = 0; round < 300; ++round) {
    std::string flipped = sound;
    flipped[rng.below(flipped.size())] ^= static_cast<char>(1U << rng.below(8));
    const fs::path file = place.path / "flipped.db";
    write_file(file, flipped);
    fs::remove(file.string() + "-wal");
    fs::remove(file.string() + "-shm");
    bool changed = false, found = false;
    try {
      const Store store = Store::open(file, StoreMode::read_only);
      found = !store.check(CheckDepth::normal).empty();
      changed = store.dump() != before;
    } catch (const Error&) {
      found = true;
    }
    if (changed) REQUIRE(found);
    noticed += found ? 1 : 0;
  }
  CHECK(noticed > 0);
}

TEST_CASE("a receipt that is lost is damage, one that left with its package is not", "[store]") {
  const Place place;
  Store store = Store::open(place.file(), StoreMode::create);
  add(store, "one", 1, "text");
  const std::string digest = store.packages().at(0).digest;
  store.write([&] { store.add_receipt(receipt_named("{\"a\":1}", digest), kTime); });
  REQUIRE(store.check(CheckDepth::normal).empty());

  sqlite3* raw = nullptr;
  REQUIRE(sqlite3_open(place.file().c_str(), &raw) == SQLITE_OK);
  REQUIRE(sqlite3_exec(raw, "DELETE FROM receipt", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(raw);
  const std::vector<Damage> damage = store.check(CheckDepth::normal);
  REQUIRE(damage.size() == 1);
  CHECK(damage[0].check == "receipt");

  store.write([&] { store.remove_package("one", 1, kTime); });
  CHECK(store.check(CheckDepth::normal).empty());
}

TEST_CASE("a package that names a tag twice is counted once", "[store]") {
  const Place place;
  Store store = Store::open(place.file(), StoreMode::create);
  FeedRow row;
  row.slug = "twice";
  row.concepts = {"tag", "tag"};
  put(store, {row});
  REQUIRE(store.tags(10).size() == 1);
  CHECK(store.tags(10)[0].count == 1);
}
