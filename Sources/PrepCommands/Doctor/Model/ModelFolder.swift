import ByteIO
import Pipeline

/// A model's directory: what its small files say.
///
/// Weights are not looked at.
struct ModelFolder {
  let path: String
  /// What such a file may hold at the most; a tokenizer.json has 9 to 17 MB.
  private static let byteLimit = 64 << 20

  /// The directory that `name` is, or that the Hub's cache has for a name as `meta-llama/Llama-3.1-8B`;
  /// nil where there is none.
  init?(_ name: String, hub: HubCache) {
    if FileSystem.kind(of: name) == .directory {
      path = name
    } else if Self.isName(name), let snapshot = hub.snapshot(of: name) {
      path = snapshot
    } else {
      return nil
    }
  }

  /// Whether a text is the name of a model on the Hub and no path.
  static func isName(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count) && parts.allSatisfy { PackageName.isValid(String($0)) }
  }

  func has(_ name: String) -> Bool { FileSystem.kind(of: path + "/" + name) == .file }

  /// One of its JSON documents; nil where it has none of that name.
  func document(_ name: String) throws(Fault) -> JSONReader? {
    guard has(name) else { return nil }
    let bytes = try FilePlace(path + "/" + name).read(limit: Self.byteLimit)
    do {
      let reader = try JSONReader(parsing: bytes.span)
      _ = try reader.members()
      return reader
    } catch {
      throw error.fault(in: path + "/" + name)
    }
  }

  /// A text file of it; nil where it has none of that name.
  func text(_ name: String) throws(Fault) -> String? {
    guard has(name) else { return nil }
    let bytes = try FilePlace(path + "/" + name).read(limit: Self.byteLimit)
    // SAFETY: the bytes are copied within the call.
    return bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// The path of its tokenizer; nil where it has none.
  var tokenizerPath: String? {
    var option = TokenizerOption()
    option.tokenizer = path
    return option.path == path ? nil : option.path
  }

  /// The sizes that its config.json states.
  func shape() throws(Fault) -> ModelShape { try ModelShape(readingFrom: path + "/config.json") }

  /// Whether its tokenizer.json has merges as pairs, as tokenizers writes them from 0.20 on.
  ///
  /// Told by the first bytes behind the key: the file is large, and its vocabulary is read elsewhere.
  var hasPairedMerges: Bool {
    guard let text = try? text("tokenizer.json") else { return false }
    let key = Array(#""merges""#.utf8)
    let bytes = Array(text.utf8)
    var start = 0
    while let place = bytes[start...].firstRange(of: key)?.upperBound {
      let signs = bytes[place...].lazy.filter { $0 > 0x20 }.prefix(3)
      if signs.first == UInt8(ascii: ":") { return Array(signs) == Array(":[[".utf8) }
      start = place
    }
    return false
  }

  /// The text of its chat template: a file of its own, or in tokenizer_config.json.
  func chatTemplate() throws(Fault) -> String? {
    if let text = try text("chat_template.jinja") { return text }
    guard let configuration = try document("tokenizer_config.json"),
      let template = try? configuration.optional("chat_template")
    else { return nil }
    if let text = try? template.string() { return text }
    // Several, by names: the one that is taken without a name.
    let named = (try? template.elements()) ?? []
    let chosen = named.first { (try? $0["name"].string()) == "default" }
    return try? chosen?["template"].string()
  }

  /// The ids that a document has for `key`: one, or a list; empty where it has none.
  static func ids(_ document: JSONReader?, _ key: String) -> [UInt32] {
    guard let reader = try? document?.optional(key) else { return [] }
    if let id: UInt32 = try? reader.integer() { return [id] }
    return ((try? reader.elements()) ?? []).compactMap { try? $0.integer() }
  }
}
