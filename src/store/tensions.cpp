// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Tensions: the derived table, and the events that say what became of them.
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/json.hpp"
#include "store/impl.hpp"

namespace ahub {
namespace {

/// What stands for a z beyond all numbers, a gap beside an error that is next to nothing: the store
/// holds no infinity.
constexpr double kLargest = std::numeric_limits<double>::max();

std::optional<double> written_z(const std::optional<double>& z) {
  return z ? std::optional(std::min(*z, kLargest)) : z;
}

double read_z(double z) { return z == kLargest ? std::numeric_limits<double>::infinity() : z; }

Json pair_json(const DisagreeingPair& pair) {
  return Json::object()
      .set("left", pair.left)
      .set("right", pair.right)
      .set("key", pair.key)
      .set("unit", pair.unit)
      .set("left_value", pair.left_value)
      .set("right_value", pair.right_value)
      .set("gap", pair.gap)
      .set("limit", pair.limit)
      .set("z", pair.z ? Json(*written_z(pair.z)) : Json());
}

double number_of(const Json& json, const char* name) {
  const Json* number = json.find(name);
  if (number == nullptr || !number->is_number()) {
    throw Error(ErrorKind::store, "damaged",
                fmt::format("a pair of a tension has no number '{}'", name),
                "'ahub rebuild' derives the tables anew");
  }
  return number->as_number();
}

DisagreeingPair pair_of(const Json& json) {
  DisagreeingPair pair;
  pair.left = json.text_or("left");
  pair.right = json.text_or("right");
  pair.key = json.text_or("key");
  pair.unit = json.text_or("unit");
  pair.left_value = number_of(json, "left_value");
  pair.right_value = number_of(json, "right_value");
  pair.gap = number_of(json, "gap");
  pair.limit = number_of(json, "limit");
  if (const Json* z = json.find("z"); z != nullptr && z->is_number())
    pair.z = read_z(z->as_number());
  return pair;
}

DerivedTension read_tension(const Statement& row) {
  DerivedTension tension;
  int column = 0;
  for (std::string* text :
       {&tension.id, &tension.left, &tension.right, &tension.key, &tension.unit}) {
    *text = row.text(column++);
  }
  for (double* number : {&tension.left_value, &tension.right_value, &tension.gap, &tension.limit})
    *number = row.real(column++);
  if (!row.null(column)) tension.z = read_z(row.real(column));
  const Json also = parse_json(row.text(++column), "the tension's further pairs");
  for (const Json& pair : also.as_array()) tension.also.push_back(pair_of(pair));
  tension.state = row.text(++column);
  return tension;
}

#define AHUB_TENSION                                                                              \
  "SELECT id, left_side, right_side, key, unit, left_value, right_value, gap, allowed, z, also, " \
  "state FROM tension "

std::vector<DerivedTension> read_tensions(Statement& query) {
  std::vector<DerivedTension> tensions;
  while (query.step()) tensions.push_back(read_tension(query));
  query.reset();
  return tensions;
}

void count_tension(Connection& connection, const DerivedTension& tension, int change) {
  if (tension.state != "open") return;
  for (const std::string* side : {&tension.left, &tension.right}) {
    connection.prepare("UPDATE feed SET tensions = tensions + ? WHERE slug = ?")
        .bind(change)
        .bind(slug_of_side(*side))
        .run();
  }
}

}  // namespace

std::vector<DerivedTension> Store::tensions(const std::string& slug) const {
  if (slug.empty()) {
    return read_tensions(
        impl_->connection.prepare(AHUB_TENSION "ORDER BY left_side, right_side, key"));
  }
  // '$' follows '#': the range holds the slug itself and its claims.
  Statement& query = impl_->connection.prepare(
      AHUB_TENSION
      "WHERE (left_side >= ?1 AND left_side < ?1 || '$') OR (right_side >= ?1 AND right_side < ?1 "
      "|| '$') ORDER BY left_side, right_side, key");
  return read_tensions(query.bind(slug));
}

void Store::put_tension(const DerivedTension& tension) {
  Json also = Json::array();
  for (const DisagreeingPair& pair : tension.also) also.push(pair_json(pair));
  impl_->connection.prepare("INSERT INTO tension VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(tension.id)
      .bind(tension.left)
      .bind(tension.right)
      .bind(tension.key)
      .bind(tension.unit)
      .bind(tension.left_value)
      .bind(tension.right_value)
      .bind(tension.gap)
      .bind(tension.limit)
      .bind(written_z(tension.z))
      .bind(canonical_json(also))
      .bind(tension.state)
      .run();
  count_tension(impl_->connection, tension, 1);
}

void Store::drop_tension(const DerivedTension& tension) {
  impl_->connection.prepare("DELETE FROM tension WHERE id = ?").bind(tension.id).run();
  count_tension(impl_->connection, tension, -1);
}

void Store::add_tension_event(const TensionEvent& event) {
  Json receipts = Json::array();
  for (const std::string& receipt : event.receipts) receipts.push(receipt);
  append_event(impl_->connection, log_tail(impl_->connection), event.time, "tension", event.tension,
               canonical_json(Json::object()
                                  .set("state", event.state)
                                  .set("by", event.by)
                                  .set("note", event.note)
                                  .set("receipts", std::move(receipts))));
}

std::vector<TensionEvent> Store::tension_events() const {
  std::vector<TensionEvent> events;
  Statement& query = impl_->connection.prepare(
      "SELECT sequence, time, subject, payload FROM event WHERE kind = 'tension' ORDER BY "
      "sequence");
  while (query.step()) {
    TensionEvent event;
    event.sequence = query.integer(0);
    event.time = query.text(1);
    event.tension = query.text(2);
    const Json payload = parse_json(query.text(3), "the event's payload");
    event.state = payload.text_or("state");
    event.by = payload.text_or("by");
    event.note = payload.text_or("note");
    if (const Json* receipts = payload.find("receipts"); receipts != nullptr) {
      for (const Json& receipt : receipts->as_array())
        event.receipts.push_back(receipt.as_string());
    }
    events.push_back(std::move(event));
  }
  query.reset();
  return events;
}

}  // namespace ahub
