// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "commands/ledger.hpp"

#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/json.hpp"
#include "ahub/base/text.hpp"

namespace ahub::commands {
namespace {

/// A row of outputs, or of a point that hit a limit.
bool is_row(const std::string& line, const std::vector<std::string>& columns) {
  try {
    const Json row = parse_json(line, "row");
    if (!row.is_object()) return false;
    if (row.find("error") != nullptr) return row.find("point") != nullptr;
    return row.as_object().size() == columns.size() &&
           std::all_of(columns.begin(), columns.end(),
                       [&](const std::string& column) { return row.find(column) != nullptr; });
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

Ledger::Ledger(std::filesystem::path path, const std::string& sweep,
               const std::vector<std::string>& columns)
    : path_(std::move(path)), first_(to_json(Json::object().set("sweep", sweep))) {
  std::string text;
  if (std::ifstream in(path_, std::ios::binary); in)
    text.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  // A line that was cut in the middle is written again.
  text.erase(text.rfind('\n') == std::string::npos ? 0 : text.rfind('\n') + 1);
  if (!text.empty() && text.substr(0, text.find('\n')) != first_) {
    throw Error(ErrorKind::input, "other-sweep",
                fmt::format("'{}' holds the rows of another sweep", safe_text(path_.string())),
                "name another file, or remove this one");
  }
  for (std::size_t start = text.empty() ? 0 : first_.size() + 1; start < text.size();) {
    const std::size_t end = text.find('\n', start);
    rows_.push_back(text.substr(start, end - start));
    start = end + 1;
    if (is_row(rows_.back(), columns)) continue;
    throw Error(ErrorKind::input, "bad-row",
                fmt::format("{}:{}:1: this is no row of the sweep", safe_text(path_.string()),
                            rows_.size() + 1),
                "remove the file from there on; the sweep continues at that point");
  }
  file_.reset(std::fopen(path_.c_str(), text.empty() ? "wb" : "r+b"));
  if (!file_) fail();
  lock(file_.get());
  if (text.empty()) {
    put(file_.get(), first_);
  } else if (ftruncate(fileno(file_.get()), static_cast<off_t>(text.size())) != 0 ||
             std::fseek(file_.get(), 0, SEEK_END) != 0) {
    fail();
  }
}

std::vector<std::size_t> Ledger::failed() const {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (const Json row = parse_json(rows_[i], path_.string()); row.find("error") != nullptr)
      numbers.push_back(i);
  }
  return numbers;
}

void Ledger::write(const std::string& row) {
  put(file_.get(), row);
  rows_.push_back(row);
}

void Ledger::save() {
  const std::string beside = path_.string() + ".new";
  File file(std::fopen(beside.c_str(), "wb"));
  if (!file) fail();
  // Locked before it has the name, so that nobody comes between.
  lock(file.get());
  put(file.get(), first_);
  for (const std::string& row : rows_) put(file.get(), row);
  if (fsync(fileno(file.get())) != 0 || std::rename(beside.c_str(), path_.c_str()) != 0) fail();
  file_ = std::move(file);
}

void Ledger::put(std::FILE* file, const std::string& line) const {
  if (std::fputs((line + "\n").c_str(), file) < 0 || std::fflush(file) != 0) fail();
}

void Ledger::lock(std::FILE* file) const {
  if (flock(fileno(file), LOCK_EX | LOCK_NB) == 0) return;
  throw Error(ErrorKind::temporary, "locked",
              fmt::format("another sweep writes to '{}'", safe_text(path_.string())));
}

void Ledger::fail() const {
  throw Error(
      ErrorKind::temporary, "write-failed",
      fmt::format("cannot write '{}': {}", safe_text(path_.string()), std::strerror(errno)));
}

}  // namespace ahub::commands
