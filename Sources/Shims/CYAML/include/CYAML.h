// libyaml, as far as a file of options needs it: one document as a tree of numbered nodes.
//
// Why this exists: libyaml's nodes are unions, and its stacks are pointers to their ends. It is
// here, and not a package in Swift, because those bring Foundation along, which is larger than all
// the rest of the command.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef enum {
  cprep_yaml_scalar,
  cprep_yaml_sequence,
  cprep_yaml_mapping,
} cprep_yaml_kind;

/// What is wrong with a text, and where: lines and columns count from 1.
typedef struct {
  /// English, never freed; NULL where nothing is wrong.
  const char *_Nullable problem;
  size_t line;
  size_t column;
} cprep_yaml_fault;

/// A parsed document.
typedef struct cprep_yaml cprep_yaml;

/// How many lists and mappings may stand in each other.
#define CPREP_YAML_NESTING_LIMIT 100

/// Parses the one document in `text`, UTF-8. Returns NULL, with `fault` set, where it is not valid or
/// nested too deeply, where another one follows, or where there is no memory.
///
/// Time and memory grow with the text: a node that aliases name stands once in the tree.
cprep_yaml *_Nullable cprep_yaml_parse(
    const uint8_t *_Nullable text, size_t byte_count, cprep_yaml_fault *_Nonnull fault);

/// The number of the outermost node; 0 where the document is empty.
int cprep_yaml_root(const cprep_yaml *_Nonnull document);

cprep_yaml_kind cprep_yaml_kind_of(const cprep_yaml *_Nonnull document, int node);

/// The line on which the node starts, from 1.
size_t cprep_yaml_line(const cprep_yaml *_Nonnull document, int node);

/// The text of a scalar, `*byte_count` bytes of UTF-8, which lives as long as the document.
const uint8_t *_Nonnull cprep_yaml_text(
    const cprep_yaml *_Nonnull document, int node, size_t *_Nonnull byte_count);

/// How many items a sequence has, or pairs a mapping.
size_t cprep_yaml_count(const cprep_yaml *_Nonnull document, int node);

/// The node of an item, or of a pair's value. The index is below the count.
int cprep_yaml_value(const cprep_yaml *_Nonnull document, int node, size_t index);

/// The node of a pair's key.
int cprep_yaml_key(const cprep_yaml *_Nonnull document, int node, size_t index);

void cprep_yaml_free(cprep_yaml *_Nullable document);

/// The version of the library in use, such as "0.2.5".
const char *_Nonnull cprep_yaml_version(void);
