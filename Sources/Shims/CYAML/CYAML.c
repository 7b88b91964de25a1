#include "CYAML.h"

#include <stdlib.h>
#include <yaml.h>

struct cprep_yaml {
  yaml_document_t document;
};

// libyaml gives a mark to all faults but those of bytes, to which it gives an offset.
static cprep_yaml_fault fault_of(const yaml_parser_t *parser, const uint8_t *text) {
  cprep_yaml_fault fault = {
      parser->problem ? parser->problem : "out of memory",
      parser->problem_mark.line + 1,
      parser->problem_mark.column + 1,
  };
  if (parser->error == YAML_READER_ERROR) {
    fault.line = 1;
    fault.column = 1;
    for (size_t i = 0; i < parser->problem_offset; i++) {
      fault.column = text[i] == '\n' ? 1 : fault.column + 1;
      fault.line += text[i] == '\n';
    }
  }
  return fault;
}

static int prepare(yaml_parser_t *parser, const uint8_t *text, size_t byte_count) {
  if (!yaml_parser_initialize(parser)) return 0;
  yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(parser, text, byte_count);
  return 1;
}

// Whether the text is one document at most that is not nested too deeply: libyaml's time grows by
// the square of the depth.
static int is_simple(yaml_parser_t *parser, const uint8_t *text, cprep_yaml_fault *fault) {
  int documents = 0, depth = 0, ends = 0;
  while (!ends) {
    yaml_event_t event;
    if (!yaml_parser_parse(parser, &event)) {
      *fault = fault_of(parser, text);
      return 0;
    }
    ends = event.type == YAML_STREAM_END_EVENT;
    documents += event.type == YAML_DOCUMENT_START_EVENT;
    depth += event.type == YAML_SEQUENCE_START_EVENT || event.type == YAML_MAPPING_START_EVENT;
    depth -= event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT;
    yaml_mark_t place = event.start_mark;
    yaml_event_delete(&event);
    const char *problem = documents > 1                     ? "expected one document, found another"
                          : depth > CPREP_YAML_NESTING_LIMIT ? "nested too deeply"
                                                             : NULL;
    if (problem) {
      *fault = (cprep_yaml_fault){problem, place.line + 1, place.column + 1};
      return 0;
    }
  }
  return 1;
}

cprep_yaml *cprep_yaml_parse(const uint8_t *text, size_t byte_count, cprep_yaml_fault *fault) {
  *fault = (cprep_yaml_fault){"out of memory", 1, 1};
  if (!text) text = (const uint8_t *)"";
  yaml_parser_t parser;
  if (!prepare(&parser, text, byte_count)) return NULL;
  int simple = is_simple(&parser, text, fault);
  yaml_parser_delete(&parser);
  if (!simple || !prepare(&parser, text, byte_count)) return NULL;
  cprep_yaml *result = malloc(sizeof *result);
  if (result && !yaml_parser_load(&parser, &result->document)) {
    *fault = fault_of(&parser, text);
    free(result);
    result = NULL;
  }
  yaml_parser_delete(&parser);
  return result;
}

// libyaml changes nothing here, but takes no pointers to what is constant.
static const yaml_node_t *node_of(const cprep_yaml *document, int node) {
  return yaml_document_get_node((yaml_document_t *)&document->document, node);
}

int cprep_yaml_root(const cprep_yaml *document) {
  return yaml_document_get_root_node((yaml_document_t *)&document->document) ? 1 : 0;
}

cprep_yaml_kind cprep_yaml_kind_of(const cprep_yaml *document, int node) {
  switch (node_of(document, node)->type) {
    case YAML_SEQUENCE_NODE: return cprep_yaml_sequence;
    case YAML_MAPPING_NODE: return cprep_yaml_mapping;
    default: return cprep_yaml_scalar;
  }
}

size_t cprep_yaml_line(const cprep_yaml *document, int node) {
  return node_of(document, node)->start_mark.line + 1;
}

const uint8_t *cprep_yaml_text(const cprep_yaml *document, int node, size_t *byte_count) {
  const yaml_node_t *scalar = node_of(document, node);
  *byte_count = scalar->data.scalar.length;
  return scalar->data.scalar.value;
}

size_t cprep_yaml_count(const cprep_yaml *document, int node) {
  const yaml_node_t *list = node_of(document, node);
  return list->type == YAML_SEQUENCE_NODE
             ? (size_t)(list->data.sequence.items.top - list->data.sequence.items.start)
             : (size_t)(list->data.mapping.pairs.top - list->data.mapping.pairs.start);
}

int cprep_yaml_value(const cprep_yaml *document, int node, size_t index) {
  const yaml_node_t *list = node_of(document, node);
  return list->type == YAML_SEQUENCE_NODE ? list->data.sequence.items.start[index]
                                          : list->data.mapping.pairs.start[index].value;
}

int cprep_yaml_key(const cprep_yaml *document, int node, size_t index) {
  return node_of(document, node)->data.mapping.pairs.start[index].key;
}

void cprep_yaml_free(cprep_yaml *document) {
  if (!document) return;
  yaml_document_delete(&document->document);
  free(document);
}

const char *cprep_yaml_version(void) { return yaml_get_version_string(); }
