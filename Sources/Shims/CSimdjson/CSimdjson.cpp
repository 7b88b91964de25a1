#include "CSimdjson.h"

#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

#include <memory>
#include <new>
#include <string>

static_assert(simdjson::SIMDJSON_PADDING <= 64, "the header promises callers that 64 bytes are enough");

namespace {
// Buffers grow by doubling from the first to the last; larger ones are made for one long line
// and given back after it, since a parser takes some 14 bytes of memory per byte of its longest.
constexpr size_t smallestCapacity = size_t(1) << 16;
constexpr size_t largestKeptCapacity = size_t(1) << 22;
}  // namespace

struct cprep_simdjson_parser {
  std::unique_ptr<simdjson::dom::parser> parser;
  size_t maximumDepth;
  size_t capacity = 0;

  bool reserve(size_t byteCount) {
    bool isOversized = capacity > largestKeptCapacity && byteCount <= largestKeptCapacity;
    if (parser && byteCount <= capacity && !isOversized) return true;
    size_t wanted = smallestCapacity;
    while (wanted < byteCount) wanted *= 2;
    if (wanted > simdjson::SIMDJSON_MAXSIZE_BYTES) wanted = byteCount;
    capacity = 0;
    parser.reset(new (std::nothrow) simdjson::dom::parser);
    // simdjson counts from 1, and refuses what reaches its maximum.
    if (!parser || parser->allocate(wanted, maximumDepth + 1) != simdjson::SUCCESS) return false;
    if (parser->doc.allocate(wanted) != simdjson::SUCCESS) return false;
    capacity = wanted;
    return true;
  }
};

extern "C" {

cprep_simdjson_parser *cprep_simdjson_create(size_t maximumDepth) noexcept {
  auto *parser = new (std::nothrow) cprep_simdjson_parser;
  if (parser) parser->maximumDepth = maximumDepth;
  return parser;
}

void cprep_simdjson_free(cprep_simdjson_parser *parser) noexcept { delete parser; }

cprep_simdjson_status cprep_simdjson_parse(cprep_simdjson_parser *parser, const void *bytes,
                                           size_t byteCount, cprep_simdjson_tape *tape) noexcept {
  // simdjson reports by codes; only memory that its constructors ask for can throw.
  try {
    if (!parser->reserve(byteCount)) return cprep_simdjson_out_of_memory;
    auto result =
        parser->parser->parse(static_cast<const uint8_t *>(bytes), byteCount, /*realloc*/ false);
    if (result.error() == simdjson::MEMALLOC) return cprep_simdjson_out_of_memory;
    if (result.error() != simdjson::SUCCESS) return cprep_simdjson_refused;
    tape->words = parser->parser->doc.tape.get();
    tape->strings = parser->parser->doc.string_buf.get();
    return cprep_simdjson_parsed;
  } catch (...) {
    return cprep_simdjson_out_of_memory;
  }
}

#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)
const char *cprep_simdjson_version() noexcept { return TEXT(SIMDJSON_VERSION); }

const char *cprep_simdjson_implementation() noexcept {
  try {
    static const std::string name = simdjson::get_active_implementation()->name();
    return name.c_str();
  } catch (...) {
    return "unknown";
  }
}

}  // extern "C"
