// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The event log: each event's hash covers the one before it.
#include <fmt/format.h>

#include "store/impl.hpp"

namespace ahub {

std::string event_hash(const Event& event) {
  return sha256_hex(fmt::format("{}\n{}\n{}\n{}\n{}\n{}", event.previous, event.sequence,
                                event.time, event.kind, event.subject, event.payload));
}

std::int64_t last_event(Connection& connection) {
  Statement& query = connection.prepare("SELECT coalesce(max(sequence), 0) FROM event");
  const std::int64_t last = query.step() ? query.integer(0) : 0;
  query.reset();
  return last;
}

LogTail log_tail(Connection& connection) {
  LogTail tail;
  Statement& query =
      connection.prepare("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1");
  if (query.step()) tail = {query.integer(0), query.text(1)};
  query.reset();
  return tail;
}

std::int64_t append_event(Connection& connection, const LogTail& tail, const std::string& time,
                          std::string_view kind, std::string_view subject,
                          std::string_view payload) {
  Event event;
  event.sequence = tail.sequence + 1;
  event.previous = tail.hash;
  event.time = time;
  event.kind = kind;
  event.subject = subject;
  event.payload = payload;
  event.hash = event_hash(event);
  connection.prepare("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)")
      .bind(event.sequence)
      .bind(event.time)
      .bind(event.kind)
      .bind(event.subject)
      .bind(event.payload)
      .bind(event.previous)
      .bind(event.hash)
      .run();
  AHUB_KILL_POINT("event");
  return event.sequence;
}

namespace {

constexpr const char* kEventsSince =
    "SELECT sequence, time, kind, subject, payload, previous, hash FROM event WHERE sequence > ? "
    "ORDER BY sequence";

void read_event(const Statement& row, Event& event) {
  event.sequence = row.integer(0);
  int column = 1;
  for (std::string* text :
       {&event.time, &event.kind, &event.subject, &event.payload, &event.previous, &event.hash})
    *text = row.text(column++);
}

}  // namespace

std::vector<Event> Store::events() const { return events_since(0, SIZE_MAX); }

std::vector<Event> Store::events_since(std::int64_t since, std::size_t limit) const {
  std::vector<Event> events;
  Statement& query = impl_->connection.prepare(kEventsSince);
  query.bind(since);
  while (events.size() < limit && query.step()) read_event(query, events.emplace_back());
  query.reset();
  return events;
}

void Store::each_event(const std::function<void(const Event&)>& each) const {
  Statement& query = impl_->connection.prepare(kEventsSince);
  query.bind(std::int64_t{0});
  Event event;
  while (query.step()) {
    read_event(query, event);
    each(event);
  }
  query.reset();
}

}  // namespace ahub
