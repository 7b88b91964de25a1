import CYAML

/// A YAML document, parsed by libyaml.
final class YAMLDocument {
  /// What is wrong with a text; lines and columns count from 1.
  struct Flaw: Error {
    let problem: String
    let line: Int
    let column: Int
  }

  /// SAFETY: owned, freed once, and never changed in between.
  fileprivate let tree: OpaquePointer

  /// Parses the one document in `text`.
  ///
  /// Time grows with the text alone: what an alias names is not repeated, and nested lists are not
  /// read before they are asked for.
  init(_ text: String) throws(Flaw) {
    var text = text
    var fault = cprep_yaml_fault()
    // SAFETY: the bytes live as long as the call, which copies what it keeps.
    let tree = text.withUTF8 { cprep_yaml_parse($0.baseAddress, $0.count, &fault) }
    guard let tree else {
      throw Flaw(
        problem: fault.problem.map { String(cString: $0) } ?? "", line: Int(fault.line),
        column: Int(fault.column))
    }
    self.tree = tree
  }

  deinit { cprep_yaml_free(tree) }

  /// The outermost node; nil where the document is empty.
  var root: YAMLNode? {
    let number = cprep_yaml_root(tree)
    return number == 0 ? nil : YAMLNode(document: self, number: number)
  }
}

/// A value in a YAML document: a plain one, a list, or names with values.
struct YAMLNode {
  fileprivate let document: YAMLDocument
  fileprivate let number: CInt

  private var tree: OpaquePointer { document.tree }
  private var kind: cprep_yaml_kind { cprep_yaml_kind_of(tree, number) }
  private var indices: Range<Int> { 0..<cprep_yaml_count(tree, number) }

  /// Where it starts, from 1.
  var line: Int { cprep_yaml_line(tree, number) }

  /// The text of a plain value, without its quotes; nil for others.
  var text: String? {
    guard kind == cprep_yaml_scalar else { return nil }
    var byteCount = 0
    // SAFETY: the document holds the bytes, which are copied at once.
    let bytes = cprep_yaml_text(tree, number, &byteCount)
    return String(
      decoding: UnsafeBufferPointer(start: bytes, count: byteCount), as: UTF8.self)
  }

  /// The items of a list; nil for others.
  var items: [YAMLNode]? {
    guard kind == cprep_yaml_sequence else { return nil }
    return indices.map { YAMLNode(document: document, number: cprep_yaml_value(tree, number, $0)) }
  }

  /// The names and values of a mapping, in their order and with what is there twice; nil for others.
  var pairs: [(key: YAMLNode, value: YAMLNode)]? {
    guard kind == cprep_yaml_mapping else { return nil }
    return indices.map { index in
      (
        YAMLNode(document: document, number: cprep_yaml_key(tree, number, index)),
        YAMLNode(document: document, number: cprep_yaml_value(tree, number, index))
      )
    }
  }
}
