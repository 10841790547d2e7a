// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What a command takes from its surroundings: the store's place and the time.
#include <ctime>
#include <system_error>

#include <fmt/format.h>

#include "ahub/base/environment.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/hub/hub.hpp"
#include "ahub/store/ownership.hpp"

namespace ahub {

namespace fs = std::filesystem;

namespace {

/// A dangling link is a store all the same: going on upward would answer from another one.
bool is_link(const fs::path& file) {
  std::error_code ignored;
  return fs::is_symlink(fs::symlink_status(file, ignored));
}

fs::path own_place(fs::path file) {
  require_own_store(file, false);
  return file;
}

}  // namespace

fs::path default_store(const std::string& flag) {
  if (!flag.empty()) return flag;
  if (const std::string_view named = environment("AHUB_STORE"); !named.empty()) return named;
  std::error_code ignored;
  for (fs::path directory = fs::current_path(ignored); !directory.empty();
       directory = directory.parent_path()) {
    fs::path candidate = directory / ".ahub" / "hub.db";
    if (fs::exists(candidate, ignored) || is_link(candidate)) {
      require_own_store(candidate, true);
      return candidate;
    }
    // A project's store that may not be looked at is still the project's store: opening it says
    // why, where going on upward would answer from another one.
    if (ignored && ignored != std::errc::no_such_file_or_directory &&
        ignored != std::errc::not_a_directory && fs::exists(directory / ".ahub", ignored))
      return candidate;
    if (directory == directory.parent_path()) break;
  }
  // The XDG specification has relative values ignored.
  if (const std::string_view data = environment("XDG_DATA_HOME"); fs::path(data).is_absolute()) {
    return own_place(fs::path(data) / "ahub" / "hub.db");
  }
  const std::string_view home = environment("HOME");
  if (home.empty()) {
    throw Error(ErrorKind::usage, "no-home", "neither HOME nor XDG_DATA_HOME is set",
                "name the store with --store FILE or AHUB_STORE");
  }
  return own_place(fs::path(home) / ".local" / "share" / "ahub" / "hub.db");
}

std::string current_time() {
  std::timespec now{};
  std::timespec_get(&now, TIME_UTC);
  if (const std::string_view epoch = environment("SOURCE_DATE_EPOCH"); !epoch.empty()) {
    const std::optional<long long> seconds = parse_integer(epoch);
    // Year 9999 is the last that four digits can write.
    if (!seconds || *seconds < 0 || *seconds > 253'402'300'799) {
      throw Error(ErrorKind::usage, "bad-environment",
                  fmt::format("SOURCE_DATE_EPOCH '{}' is no time in seconds", safe_text(epoch)));
    }
    now.tv_sec = static_cast<std::time_t>(*seconds);
    now.tv_nsec = 0;
  }
  std::tm utc{};
  gmtime_r(&now.tv_sec, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", utc.tm_year + 1900,
                     utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec,
                     now.tv_nsec / 1'000'000);
}

}  // namespace ahub
