// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Opening a store: whose file it is, its schema, and making a new one.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/store/ownership.hpp"
#include "store/impl.hpp"
#include "store/place.hpp"
#include "store/schema.hpp"
#include "store/schema_check.hpp"

namespace ahub {

namespace fs = std::filesystem;

#ifdef AHUB_KILL_POINTS
void kill_point(std::string_view name) {
  const char* wanted = std::getenv("AHUB_KILL_AT");
  if (wanted != nullptr && name == wanted) kill(getpid(), SIGKILL);
}
#endif

namespace {

/// Makes an empty file that only its owner may read, and the directories above it. What lies there
/// already must be a file of the user's own: the signing key is about to be written into it.
void make_file(const fs::path& file) {
  std::error_code error;
  const fs::path folder = file.parent_path();
  if (!folder.empty() && fs::create_directories(folder, error)) {
    // Whatever the umask: who may put files beside the store may put a journal there.
    fs::permissions(folder, fs::perms::group_write | fs::perms::others_write,
                    fs::perm_options::remove, error);
  }
  const int descriptor =
      error ? -1
            : ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (descriptor < 0) {
    throw Error(ErrorKind::store, "cannot-open",
                fmt::format("cannot make the store '{}': {}", safe_text(file.string()),
                            error ? error.message() : std::strerror(errno)),
                "name another place with --store FILE");
  }
  struct stat status {};
  const bool sound =
      fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && fchmod(descriptor, 0600) == 0;
  ::close(descriptor);
  const std::string foreign = why_not_own(file);
  if (!sound || !foreign.empty()) {
    throw Error(
        ErrorKind::store, "cannot-open",
        fmt::format("'{}' lies where the store would be written: {}", safe_text(file.string()),
                    foreign.empty() ? "it is no regular file of yours" : foreign),
        "remove it, or name another place with --store FILE");
  }
}

/// True unless it is sure that nothing is there.
bool is_there(const fs::path& file) {
  struct stat status {};
  return lstat(file.c_str(), &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

/// The same file by a way without links to directories, which SQLite is told not to follow: a
/// link in place of the file itself is refused, one to a scratch disk is everyday.
fs::path without_links(const fs::path& file) {
  std::error_code error;
  const fs::path directory =
      fs::canonical(file.has_parent_path() ? file.parent_path() : fs::path("."), error);
  return error ? file : directory / file.filename();
}

/// Switches to write-ahead logging where memory can be shared (`local`). Two processes that make
/// the first switch at once get "locked" in spite of the busy timeout, so we try again for a while.
void set_journal(Connection& connection, bool local) {
  constexpr int kTries = 200;
  for (int attempt = 1;; ++attempt) {
    try {
      // Over a network SQLite would say "wal" all the same, and two hosts would not see each other.
      if (!local || connection.text("PRAGMA journal_mode=WAL") != "wal") {
        connection.text("PRAGMA journal_mode=DELETE");
        // With a synced directory it is as safe as the write-ahead log.
        connection.execute("PRAGMA synchronous=EXTRA; PRAGMA locking_mode=NORMAL");
        return;
      }
      connection.execute("PRAGMA synchronous=FULL");
      return;
    } catch (const Error& error) {
      if (error.code() != "locked" || attempt == kTries) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
}

void set_version(Connection& connection, std::int64_t version) {
  // Pragmas take no bound values; the number is ours.
  connection.execute(fmt::format("PRAGMA user_version={}", version).c_str());
}

void make_schema(Connection& connection, const std::string& time) {
  connection.execute("BEGIN IMMEDIATE");
  try {
    // Another process may have been first.
    if (connection.integer("PRAGMA user_version") == 0) {
      AHUB_KILL_POINT("create-begin");
      connection.execute(fmt::format("PRAGMA application_id={}", kApplicationId).c_str());
      for (const char* step : kMigrations) connection.execute(step);
      set_version(connection, kSchemaVersion);
      const KeyPair pair = make_key_pair();
      const std::string key = to_hex(pair.public_key);
      connection.prepare("INSERT INTO identity VALUES (?, ?)")
          .bind(key)
          .bind(to_hex(pair.secret_key))
          .run();
      TrustedKey own{key, "own", true, 1};
      own.event = append_event(connection, {}, time, "init", key,
                               fmt::format("{{\"row\":\"{}\"}}", key_row_digest(own)));
      connection.prepare("INSERT INTO trusted_key VALUES (?, ?, ?, ?, ?)")
          .bind(own.key)
          .bind(own.name)
          .bind(1)
          .bind(own.event)
          .bind(key_row_digest(own))
          .run();
      connection.prepare("INSERT INTO derived_from VALUES (?, 0)").bind(own.event).run();
    }
    AHUB_KILL_POINT("create-commit");
    connection.execute("COMMIT");
  } catch (...) {
    sqlite3_exec(connection.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    throw;
  }
}

/// Refuses files of other programs and of later versions before anything else is read.
std::int64_t checked_version(Connection& connection, const fs::path& file) {
  const std::string name = safe_text(file.string());
  const std::int64_t version = connection.integer("PRAGMA user_version");
  const std::int64_t application = connection.integer("PRAGMA application_id");
  const bool fresh = application == 0 && version == 0 &&
                     connection.integer("SELECT count(*) FROM sqlite_schema") == 0;
  if (fresh) return 0;
  if (application != kApplicationId) {
    throw Error(ErrorKind::store, "foreign-store",
                fmt::format("'{}' is a database of another program", name),
                "name an ahub store with --store FILE");
  }
  if (version > kSchemaVersion) {
    throw Error(ErrorKind::store, "newer-store",
                fmt::format("'{}' was written by a newer ahub (schema {}, this one knows {})", name,
                            version, kSchemaVersion),
                "use the newer program");
  }
  if (version < 1) {
    throw Error(
        ErrorKind::store, "foreign-schema",
        fmt::format("'{}' says that its schema is version {}, which never was", name, version),
        "it is no store that ahub wrote; packages can be imported into a new one");
  }
  require_schema(connection, version, file);
  return version;
}

}  // namespace

void migrate(Connection& connection, const fs::path& path, std::span<const char* const> steps) {
  const std::int64_t from = connection.integer("PRAGMA user_version");
  const std::string backup = fmt::format("{}.v{}.bak", path.string(), from);
  make_file(backup);  // It holds the secret key: for its owner only, as the store.
  Connection copy(backup, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 10);
  sqlite3_backup* transfer =
      sqlite3_backup_init(copy.handle(), "main", connection.handle(), "main");
  const int code =
      transfer == nullptr ? sqlite3_errcode(copy.handle()) : sqlite3_backup_step(transfer, -1);
  sqlite3_backup_finish(transfer);
  if (code != SQLITE_DONE)
    throw_sqlite(copy.handle(), code, "backing the store up before its migration");
  connection.execute("BEGIN IMMEDIATE");
  try {
    for (std::size_t step = static_cast<std::size_t>(from); step < steps.size(); ++step)
      connection.execute(steps[step]);
    set_version(connection, static_cast<std::int64_t>(steps.size()));
    connection.execute("COMMIT");
  } catch (...) {
    sqlite3_exec(connection.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    throw;
  }
}

namespace {

/// What follows a failure to read a store whose log holds changes that only a writer can take in.
[[noreturn]] void refuse_unfolded_log(const fs::path& file, const std::string& why) {
  const std::string name = safe_text(file.string());
  throw Error(
      ErrorKind::store, "read-only",
      fmt::format("the store '{}' has changes in '{}-wal' that cannot be read here: {}", name, name,
                  why),
      "let somebody who may write there run 'ahub stats' once, which folds them in, or copy "
      "both files to a place of your own");
}

/// A reader's connection to a file that it cannot write, or beside which it can make no files.
/// Beside another user's file nothing is made and nothing is written, whatever the rights allow.
Connection open_unwritable(const fs::path& file, double wait_seconds, bool own, StorePlace& place) {
  const bool ahead = is_write_ahead(file);
  const bool log = holds_bytes(file, ahead ? "-wal" : "-journal");
  // Without a log nobody is in the middle of anything. With one, or with the shared memory of
  // somebody who has it open, SQLite can follow as long as it may read both.
  if (!ahead || log || holds_bytes(file, "-shm")) {
    try {
      Connection connection =
          own ? Connection(file.string(), SQLITE_OPEN_READONLY, wait_seconds)
              : Connection(untouched_uri(file), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                           wait_seconds);
      connection.integer("PRAGMA schema_version");
      return connection;
    } catch (const Error& error) {
      if (error.code() != "read-only" && error.code() != "cannot-open") throw;
      if (log) refuse_unfolded_log(file, place.not_writable);
    }
  }
  place.as_it_lies = true;
  return {immutable_uri(file), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, wait_seconds};
}

}  // namespace

Store Store::open(const fs::path& file, StoreMode mode, double wait_seconds) {
  if (mode == StoreMode::create && !is_there(file)) make_file(file);
  require_readable(file);
  auto impl = std::make_unique<Impl>();
  impl->path = file;
  impl->mode = mode;
  require_sound_siblings(file);
  const std::string foreign = why_not_own(file);
  impl->place.not_writable = why_not_writable(file);
  if (impl->place.not_writable.empty()) impl->place.not_writable = foreign;
  impl->place.file_system = file_system_of(file);
  const bool writable = impl->place.not_writable.empty();
  const bool local = impl->place.file_system.empty();
  if (!writable && mode != StoreMode::read_only) refuse_to_write(file, impl->place.not_writable);
  // Readers open for writing too where they can: a WAL store needs its shared-memory file.
  const fs::path real = without_links(file);
  impl->connection = writable ? Connection(real.string(), SQLITE_OPEN_READWRITE, wait_seconds)
                              : open_unwritable(real, wait_seconds, foreign.empty(), impl->place);
  Connection& connection = impl->connection;
  // A store that came from a local disk: its log would be of this host alone. Alone with the file
  // SQLite needs no shared memory to take it in.
  const bool leave_log = writable && !local && is_write_ahead(file);
  if (leave_log) connection.execute("PRAGMA locking_mode=EXCLUSIVE");
  const std::int64_t version = checked_version(connection, file);
  impl->current_schema = version == kSchemaVersion || mode != StoreMode::read_only;
  if (mode == StoreMode::read_only) {
    if (version == 0) {
      throw Error(ErrorKind::store, "no-store",
                  fmt::format("'{}' is an empty file", safe_text(file.string())),
                  "'ahub init' makes a store");
    }
    if (leave_log) set_journal(connection, local);
    connection.execute("PRAGMA query_only=1");
    // One snapshot for the whole command: what it reads at different times belongs together, and no
    // statement has to lock. Without the log it would keep writers out, so there each one locks.
    impl->place.write_ahead = connection.text("PRAGMA journal_mode") == "wal";
    if (impl->place.write_ahead || impl->place.as_it_lies) connection.execute("BEGIN");
    return Store(std::move(impl));
  }
  // Three manifests of the usual 2 kB go into 8 KiB, only one into 4. For a new file only.
  connection.execute("PRAGMA page_size=8192");
  set_journal(connection, local);
  impl->place.write_ahead = connection.text("PRAGMA journal_mode") == "wal";
  // Before foreign keys are watched: a table that others refer to may be made anew.
  if (version > 0 && version < kSchemaVersion) migrate(connection, file, kMigrations);
  // 64 MiB of pages: a transaction over 10,000 packages touches every index and should not spill.
  connection.execute(
      "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; "
      "PRAGMA cache_size=-65536");
  if (version == 0) {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    make_schema(connection,
                fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.000Z", utc.tm_year + 1900,
                            utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec));
  }
  return Store(std::move(impl));
}

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

const fs::path& Store::path() const noexcept { return impl_->path; }
const StorePlace& Store::place() const noexcept { return impl_->place; }

void Store::write(const std::function<void()>& body) {
  Connection& connection = impl_->connection;
  connection.execute("BEGIN IMMEDIATE");
  try {
    AHUB_KILL_POINT("write-begin");
    body();
    settle(connection, impl_->unsettled);
    AHUB_KILL_POINT("write-commit");
    connection.execute("COMMIT");
    AHUB_KILL_POINT("write-done");
  } catch (...) {
    impl_->unsettled = {};
    sqlite3_exec(connection.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    throw;
  }
}

}  // namespace ahub
