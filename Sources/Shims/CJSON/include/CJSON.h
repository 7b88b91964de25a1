// A strict JSON reader for our own receipts and manifests: nlohmann/json after C.
//
// Why a shim: the library is C++ templates, and C++ interoperability is kept out of the Swift
// modules. A document is handed over as a tree that Swift walks once; nothing here is fast, and
// no record of a user's input passes through it.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define CPREP_JSON_NOEXCEPT noexcept
extern "C" {
#else
#define CPREP_JSON_NOEXCEPT
#endif

typedef enum {
  cprep_json_null,
  cprep_json_boolean,
  /// An integer that fits int64_t.
  cprep_json_signed,
  /// An integer above INT64_MAX that fits uint64_t.
  cprep_json_unsigned,
  cprep_json_double,
  cprep_json_string,
  cprep_json_array,
  cprep_json_object,
} cprep_json_kind;

/// A parsed document; owns every node and string that the functions below hand out.
typedef struct cprep_json_document cprep_json_document;
/// One value of a document.
typedef struct cprep_json_node cprep_json_node;

/// Parses `bytes`. Nil where they are not one JSON value, hold a duplicate key, nest deeper than
/// 64 or hold more than 4,194,304 values; then `*errorOffset` is the byte at which reading stopped.
cprep_json_document *_Nullable cprep_json_parse(
    const char *_Nonnull bytes, size_t byteCount, size_t *_Nonnull errorOffset) CPREP_JSON_NOEXCEPT;
void cprep_json_free(cprep_json_document *_Nullable document) CPREP_JSON_NOEXCEPT;

const cprep_json_node *_Nonnull cprep_json_root(const cprep_json_document *_Nonnull document)
    CPREP_JSON_NOEXCEPT;
cprep_json_kind cprep_json_kind_of(const cprep_json_node *_Nonnull node) CPREP_JSON_NOEXCEPT;
int cprep_json_boolean_of(const cprep_json_node *_Nonnull node) CPREP_JSON_NOEXCEPT;
int64_t cprep_json_signed_of(const cprep_json_node *_Nonnull node) CPREP_JSON_NOEXCEPT;
uint64_t cprep_json_unsigned_of(const cprep_json_node *_Nonnull node) CPREP_JSON_NOEXCEPT;
double cprep_json_double_of(const cprep_json_node *_Nonnull node) CPREP_JSON_NOEXCEPT;
/// The string's UTF-8 bytes, not terminated.
const char *_Nonnull cprep_json_string_of(
    const cprep_json_node *_Nonnull node, size_t *_Nonnull byteCount) CPREP_JSON_NOEXCEPT;
/// The number of elements of an array or members of an object.
size_t cprep_json_count_of(const cprep_json_node *_Nonnull node) CPREP_JSON_NOEXCEPT;
/// Element `index` of an array, or the value of member `index` of an object, in file order.
const cprep_json_node *_Nonnull cprep_json_child_of(
    const cprep_json_node *_Nonnull node, size_t index) CPREP_JSON_NOEXCEPT;
/// The key of member `index` of an object.
const char *_Nonnull cprep_json_key_of(
    const cprep_json_node *_Nonnull node, size_t index, size_t *_Nonnull byteCount)
    CPREP_JSON_NOEXCEPT;

#ifdef __cplusplus
}
#endif
