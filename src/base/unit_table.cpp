// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The table itself: prefixes of the SI and of IEC 80000-13, symbols, and what is read in two ways.
#include "base/unit_table.hpp"

namespace ahub::unit_table {
namespace {

constexpr std::string_view kSmall = "pnumw", kDecimal = "kKMGTPEw", kBinary = "kKMGTPEiw",
                           kAll = "pnumkMGTPEw", kRate = "kKMGT";

constexpr Row kPlainNumbers[] = {
    {"1", "", "", {}, ""},
};

constexpr Row kShares[] = {
    {"fraction", "fraction", "", {}, ""},
    {"%", "fraction", "", {-2, 0, -2, 0}, ""},
    {"percent", "fraction", "", {-2, 0, -2, 0}, ""},
    {"pct", "fraction", "", {-2, 0, -2, 0}, ""},
    {"\u2030", "fraction", "", {-3, 0, -3, 0}, ""},
    {"permille", "fraction", "", {-3, 0, -3, 0}, ""},
    {"ppm", "fraction", "", {-6, 0, -6, 0}, ""},
};

constexpr Row kDifferencesOfShares[] = {
    {"pp", "pp", "", {}, ""},
};

constexpr Row kRatios[] = {
    {"x", "x", "", {}, ""},
    {"\u00d7", "x", "", {}, ""},
};

constexpr Row kLevels[] = {
    {"dB", "dB", "", {}, ""},
};

constexpr Row kTime[] = {
    {"s", "s", "", {}, kSmall},
    {"sec", "s", "", {}, kSmall},
    {"second", "s", "", {}, "w"},
    {"seconds", "s", "", {}, "w"},
    {"min", "s", "", {2, 1, 1, 0}, ""},
    {"minute", "s", "", {2, 1, 1, 0}, ""},
    {"minutes", "s", "", {2, 1, 1, 0}, ""},
    {"h", "s", "", {4, 2, 2, 0}, ""},
    {"hr", "s", "", {4, 2, 2, 0}, "", true},
    {"hour", "s", "", {4, 2, 2, 0}, ""},
    {"hours", "s", "", {4, 2, 2, 0}, ""},
    {"d", "s", "", {7, 3, 2, 0}, "", true},
    {"day", "s", "", {7, 3, 2, 0}, ""},
    {"days", "s", "", {7, 3, 2, 0}, ""},
    {"week", "s", "", {7, 3, 2, 1}, ""},
    {"weeks", "s", "", {7, 3, 2, 1}, ""},
    {"Hz", "", "s", {}, kDecimal},
};

constexpr Row kBytes[] = {
    {"B", "B", "", {}, kBinary},
    {"byte", "B", "", {}, "w"},
    {"bytes", "B", "", {}, "w"},
    {"Bps", "B", "s", {}, kRate},
    {"bit", "B", "", {-3, 0, 0, 0}, kBinary},
    {"bits", "B", "", {-3, 0, 0, 0}, kBinary},
    {"bps", "B", "s", {-3, 0, 0, 0}, "kKMGTP!"},
};

constexpr Row kTokensAndRequests[] = {
    {"tok", "tok", "", {}, kDecimal},         {"token", "tok", "", {}, ""},
    {"tokens", "tok", "", {}, kDecimal},      {"req", "req", "", {}, kDecimal},
    {"reqs", "req", "", {}, kDecimal, true},  {"request", "req", "", {}, ""},
    {"requests", "req", "", {}, kDecimal},    {"query", "queries", "", {}, "", true},
    {"queries", "queries", "", {}, "", true}, {"QPS", "queries", "s", {}, kRate, true},
    {"qps", "queries", "s", {}, kRate, true},
};

constexpr Row kOperations[] = {
    {"FLOP", "FLOP", "", {}, kDecimal},      {"FLOPs", "FLOP", "", {}, kDecimal},
    {"FLOPS", "FLOP", "s", {}, kDecimal},    {"op", "ops", "", {}, "", true},
    {"ops", "ops", "", {}, kDecimal, true},  {"operation", "ops", "", {}, "", true},
    {"operations", "ops", "", {}, "", true}, {"OPS", "ops", "s", {}, "kKMGTPE!", true},
    {"MAC", "MACs", "", {}, kDecimal, true}, {"MACs", "MACs", "", {}, kDecimal, true},
    {"IO", "IO", "", {}, "", true},          {"IOs", "IO", "", {}, "", true},
    {"IOPS", "IO", "s", {}, kRate, true},
};

constexpr Row kEnergyAndPower[] = {
    {"J", "J", "", {}, kAll},
    {"joule", "J", "", {}, "w"},
    {"joules", "J", "", {}, "w"},
    {"W", "J", "s", {}, kAll},
    {"watt", "J", "s", {}, "w"},
    {"watts", "J", "s", {}, "w"},
    {"Wh", "J", "", {4, 2, 2, 0}, "mkMGTPE"},
};

constexpr Row kMoney[] = {
    {"usd", "usd", "", {}, ""},
    {"USD", "usd", "", {}, ""},
    {"eur", "eur", "", {}, "", true},
    {"EUR", "eur", "", {}, "", true},
};

constexpr Row kCountables[] = {
    {"count", "count", "", {}, ""},
    {"counts", "count", "", {}, "", true},
    {"GPU", "GPU", "", {}, ""},
    {"GPUs", "GPU", "", {}, ""},
    {"param", "params", "", {}, kDecimal},
    {"params", "params", "", {}, kDecimal},
    {"parameter", "params", "", {}, "", true},
    {"parameters", "params", "", {}, "", true},
    {"element", "elements", "", {}, ""},
    {"elements", "elements", "", {}, ""},
    {"item", "items", "", {}, ""},
    {"items", "items", "", {}, ""},
    {"hits", "hits", "", {}, ""},
    {"steps", "steps", "", {}, ""},
    {"iterations", "iterations", "", {}, ""},
    {"papers", "papers", "", {}, ""},
    {"manuscripts", "manuscripts", "", {}, ""},
    {"cases", "cases", "", {}, ""},
    {"case-studies", "case-studies", "", {}, ""},
    {"nodes", "nodes", "", {}, ""},
    {"seeds", "seeds", "", {}, ""},
    {"points", "points", "", {}, ""},
    {"score", "score", "", {}, ""},
    {"perplexity", "perplexity", "", {}, ""},
    {"hit", "hits", "", {}, "", true},
    {"step", "steps", "", {}, "", true},
    {"iteration", "iterations", "", {}, "", true},
    {"paper", "papers", "", {}, "", true},
    {"case", "cases", "", {}, "", true},
    {"node", "nodes", "", {}, "", true},
    {"seed", "seeds", "", {}, "", true},
    {"miss", "misses", "", {}, "", true},
    {"misses", "misses", "", {}, "", true},
    {"epoch", "epochs", "", {}, "", true},
    {"epochs", "epochs", "", {}, "", true},
    {"sample", "samples", "", {}, "", true},
    {"samples", "samples", "", {}, "", true},
    {"image", "images", "", {}, "", true},
    {"images", "images", "", {}, "", true},
    {"frame", "frames", "", {}, "", true},
    {"frames", "frames", "", {}, "", true},
    {"layer", "layers", "", {}, "", true},
    {"layers", "layers", "", {}, "", true},
    {"head", "heads", "", {}, "", true},
    {"heads", "heads", "", {}, "", true},
    {"block", "blocks", "", {}, "", true},
    {"blocks", "blocks", "", {}, "", true},
    {"page", "pages", "", {}, "", true},
    {"pages", "pages", "", {}, "", true},
    {"object", "objects", "", {}, "", true},
    {"objects", "objects", "", {}, "", true},
    {"file", "files", "", {}, "", true},
    {"files", "files", "", {}, "", true},
    {"line", "lines", "", {}, "", true},
    {"lines", "lines", "", {}, "", true},
    {"row", "rows", "", {}, "", true},
    {"rows", "rows", "", {}, "", true},
    {"record", "records", "", {}, "", true},
    {"records", "records", "", {}, "", true},
    {"message", "messages", "", {}, "", true},
    {"messages", "messages", "", {}, "", true},
    {"packet", "packets", "", {}, "", true},
    {"packets", "packets", "", {}, "", true},
    {"example", "examples", "", {}, "", true},
    {"examples", "examples", "", {}, "", true},
    {"sequence", "sequences", "", {}, "", true},
    {"sequences", "sequences", "", {}, "", true},
    {"session", "sessions", "", {}, "", true},
    {"sessions", "sessions", "", {}, "", true},
    {"user", "users", "", {}, "", true},
    {"users", "users", "", {}, "", true},
    {"job", "jobs", "", {}, "", true},
    {"jobs", "jobs", "", {}, "", true},
    {"task", "tasks", "", {}, "", true},
    {"tasks", "tasks", "", {}, "", true},
    {"run", "runs", "", {}, "", true},
    {"runs", "runs", "", {}, "", true},
    {"trial", "trials", "", {}, "", true},
    {"trials", "trials", "", {}, "", true},
    {"expert", "experts", "", {}, "", true},
    {"experts", "experts", "", {}, "", true},
    {"bug", "bugs", "", {}, "", true},
    {"bugs", "bugs", "", {}, "", true},
    {"error", "errors", "", {}, "", true},
    {"errors", "errors", "", {}, "", true},
    {"event", "events", "", {}, "", true},
    {"events", "events", "", {}, "", true},
    {"cycle", "cycles", "", {}, "", true},
    {"cycles", "cycles", "", {}, "", true},
    {"instruction", "instructions", "", {}, "", true},
    {"instructions", "instructions", "", {}, "", true},
    {"transaction", "transactions", "", {}, "", true},
    {"transactions", "transactions", "", {}, "", true},
    {"word", "words", "", {}, "", true},
    {"words", "words", "", {}, "", true},
    {"character", "characters", "", {}, "", true},
    {"characters", "characters", "", {}, "", true},
    {"document", "documents", "", {}, "", true},
    {"documents", "documents", "", {}, "", true},
    {"core", "cores", "", {}, "", true},
    {"cores", "cores", "", {}, "", true},
    {"CPU", "CPUs", "", {}, "", true},
    {"CPUs", "CPUs", "", {}, "", true},
    {"thread", "threads", "", {}, "", true},
    {"threads", "threads", "", {}, "", true},
    {"server", "servers", "", {}, "", true},
    {"servers", "servers", "", {}, "", true},
    {"device", "devices", "", {}, "", true},
    {"devices", "devices", "", {}, "", true},
    {"replica", "replicas", "", {}, "", true},
    {"replicas", "replicas", "", {}, "", true},
    {"worker", "workers", "", {}, "", true},
    {"workers", "workers", "", {}, "", true},
    {"person", "persons", "", {}, "", true},
    {"persons", "persons", "", {}, "", true},
    {"fps", "frames", "s", {}, "", true},
    {"FPS", "frames", "s", {}, "", true},
};

constexpr Group kGroups[] = {
    {"plain numbers", kPlainNumbers},
    {"shares", kShares},
    {"differences of shares", kDifferencesOfShares},
    {"ratios", kRatios},
    {"levels", kLevels},
    {"time", kTime},
    {"bytes", kBytes},
    {"tokens and requests", kTokensAndRequests},
    {"operations", kOperations},
    {"energy and power", kEnergyAndPower},
    {"money", kMoney},
    {"countables", kCountables},
};

constexpr Prefix kPrefixes[] = {
    {"p", 'p', {-12, 0, -12, 0}},    {"n", 'n', {-9, 0, -9, 0}},      {"u", 'u', {-6, 0, -6, 0}},
    {"\u00b5", 'u', {-6, 0, -6, 0}}, {"\u03bc", 'u', {-6, 0, -6, 0}}, {"m", 'm', {-3, 0, -3, 0}},
    {"k", 'k', {3, 0, 3, 0}},        {"K", 'K', {3, 0, 3, 0}},        {"M", 'M', {6, 0, 6, 0}},
    {"G", 'G', {9, 0, 9, 0}},        {"T", 'T', {12, 0, 12, 0}},      {"P", 'P', {15, 0, 15, 0}},
    {"E", 'E', {18, 0, 18, 0}},      {"Ki", 'i', {10, 0, 0, 0}},      {"Mi", 'i', {20, 0, 0, 0}},
    {"Gi", 'i', {30, 0, 0, 0}},      {"Ti", 'i', {40, 0, 0, 0}},      {"Pi", 'i', {50, 0, 0, 0}},
    {"Ei", 'i', {60, 0, 0, 0}},      {"pico", 'w', {-12, 0, -12, 0}}, {"nano", 'w', {-9, 0, -9, 0}},
    {"micro", 'w', {-6, 0, -6, 0}},  {"milli", 'w', {-3, 0, -3, 0}},  {"kilo", 'w', {3, 0, 3, 0}},
    {"mega", 'w', {6, 0, 6, 0}},     {"giga", 'w', {9, 0, 9, 0}},     {"tera", 'w', {12, 0, 12, 0}},
    {"peta", 'w', {15, 0, 15, 0}},   {"exa", 'w', {18, 0, 18, 0}},    {"kibi", 'w', {10, 0, 0, 0}},
    {"mebi", 'w', {20, 0, 0, 0}},    {"gibi", 'w', {30, 0, 0, 0}},    {"tebi", 'w', {40, 0, 0, 0}},
    {"pebi", 'w', {50, 0, 0, 0}},    {"exbi", 'w', {60, 0, 0, 0}},
};

constexpr TwoWays kTwoWays[] = {
    {"b", "bits to some and bytes to others: write bit or B"},
    {"kb", "bits to some and bytes to others: write kbit or kB"},
    {"Kb", "bits to some and bytes to others: write kbit or kB"},
    {"Mb", "bits to some and bytes to others: write Mbit or MB"},
    {"Gb", "bits to some and bytes to others: write Gbit or GB"},
    {"Tb", "bits to some and bytes to others: write Tbit or TB"},
    {"Pb", "bits to some and bytes to others: write Pbit or PB"},
    {"m", "milli, metre, minute or million: write min, ms or what is counted"},
    {"M", "million, mega or minute: write MB, Mparams or what is counted"},
    {"K", "thousand, kilobyte or kelvin: write kB or what is counted"},
    {"k", "thousand of what it does not say: write kB or ktok, or the whole number"},
    {"G", "giga of what it does not say: write GB or GiB"},
    {"T", "tera, tesla or tonne: write TB"},
    {"MM", "million or mega-mega: write the whole number"},
    {"bn", "billion of what it does not say: write the whole number and what is counted"},
    {"t", "tokens, tonnes or time: write tok or s"},
    {"bps", "bits per second or basis points: write bit/s or pp"},
    {"bp", "basis points or base pairs: write pp"},
    {"flops", "a count to some and a rate to others: write FLOP or FLOP/s"},
    {"gflops", "a count to some and a rate to others: write GFLOP or GFLOP/s"},
    {"tflops", "a count to some and a rate to others: write TFLOP or TFLOP/s"},
    {"Gflops", "a count to some and a rate to others: write GFLOP or GFLOP/s"},
    {"Tflops", "a count to some and a rate to others: write TFLOP or TFLOP/s"},
    {"TPS", "tokens or transactions per second: write tok/s or transactions/s"},
    {"tps", "tokens or transactions per second: write tok/s or transactions/s"},
    {"RPS", "requests or revolutions per second: write req/s"},
    {"rps", "requests or revolutions per second: write req/s"},
    {"S", "siemens, or seconds misspelt: write s"},
    {"H", "henry, or hours misspelt: write h"},
    {"mS", "millisiemens, or milliseconds misspelt: write ms"},
    {"mb", "millibits, megabits or megabytes: write Mbit or MB"},
    {"gb", "gigabits or gigabytes: write Gbit or GB"},
    {"tb", "terabits or terabytes: write Tbit or TB"},
    {"mB", "millibytes, or megabytes misspelt: write MB"},
    {"gB", "gigabytes misspelt: write GB"},
    {"month", "of 28 to 31 days: write day"},
    {"months", "of 28 to 31 days: write day"},
    {"year", "of 365 or 366 days: write day"},
    {"years", "of 365 or 366 days: write day"},
    {"ratio", "a share or a quotient: write fraction or x"},
    {"percentage", "a share or a difference of shares: write % or pp"},
    {"times", "a ratio or a count: write x or count"},
    {"speedup", "a ratio or a gain in percent: write x or %"},
};

}  // namespace

std::span<const Group> groups() noexcept { return kGroups; }
std::span<const Prefix> prefixes() noexcept { return kPrefixes; }
std::span<const TwoWays> two_ways() noexcept { return kTwoWays; }

bool takes(const Row& row, const Prefix& prefix) noexcept {
  if (row.prefixes.find(prefix.letter) == std::string_view::npos) return false;
  // The words kibi, mebi ... stand before bytes and bits alone; small words before what has small
  // letters. A row of words takes all that fit its base.
  if (prefix.letter != 'w') return true;
  const bool binary = prefix.factor.five == 0, small = prefix.factor.two < 0;
  const bool of_bytes = row.base == "B", of_time = row.base == "s", of_energy = row.base == "J";
  const bool word = row.symbol.size() > 2 || row.symbol == "op";
  if (!word) return false;
  return binary ? of_bytes : small ? of_time || of_energy : !of_time;
}

}  // namespace ahub::unit_table
