import ByteIO
import Filters
import Ingest
import Shards
import Tokenizer

extension BuildOptions {
  /// The options of the build that made a data set, from its manifest's record of them.
  ///
  /// What is no part of the record (threads, places) is as `BuildOptions` has it.
  /// - Throws: `JSONError` where the record is none that this version writes.
  init(of manifest: Manifest) throws(JSONError) {
    let record = JSONReader(value: .object(manifest.options), path: "options")
    func choice<Value>(_ key: String, _ read: (String) -> Value?) throws(JSONError) -> Value {
      guard let value = read(try record[key].string()) else {
        throw .unexpected(path: "options.\(key)", expected: "a value that `prep build` writes")
      }
      return value
    }
    self.init(
      inputs: manifest.inputs.map(\.path), output: "", tokenizerPath: "",
      length: try Self.length(record))
    language = try Self.language(record)
    quality = try Self.quality(record)
    conversation = ConversationOptions(
      template: try choice("template", ChatTemplate.init(rawValue:)),
      trainOn: try choice("train_on", TrainOn.init(rawValue:)),
      specialTokens: try choice("special_tokens", SpecialTokenPolicy.init(rawValue:)),
      date: try record["date"].string())
    layout = try LayoutOptions(record: record)
    unitByteCount = try record["unit_size"].integer(1...1 << 30)
    maximumLineByteCount = try record["max_line"].integer(
      1...ParserOptions.largestMaximumLineByteCount)
    maximumDepth = try record["max_depth"].integer(ParserOptions.maximumDepths)
    var entries: [String] = []
    for (field, path) in try record["map"].members() {
      entries.append("\(field)=\(try path.string())")
    }
    map = try Self.written("map") { () throws(FieldMap.Fault) in try FieldMap(entries) }
    system = try record.optional("system")?.string()
    if let text = try record.optional("where")?.string() {
      condition = try Self.written("where") { () throws(RecordCondition.Fault) in
        try RecordCondition(text)
      }
    }
    // An option that this version does not read back would be lost in silence.
    guard JSONWriter.line(self.record(layout)) == JSONWriter.line(record.value) else {
      throw .unexpected(path: "options", expected: "a record that this version writes")
    }
  }

  /// The option, if there is one, that stands for a file whose bytes are not in the manifest: a
  /// list of patterns or a model.
  static func nameOfUnknownFile(of manifest: Manifest) -> String? {
    manifest.options.first { member in
      switch member.key {
      case "reject_patterns": member.value != .null
      case "language_engine": member.value != .null && member.value != .string("cld2")
      default: false
      }
    }?.key
  }

  private static func length(_ record: JSONReader) throws(JSONError) -> LengthBounds {
    let minimum: Int? = try record.optional("min_tokens")?.integer()
    let maximum: Int? = try record.optional("max_tokens")?.integer()
    return try written("min_tokens") { () throws(FilterError) in
      try LengthBounds(minimum: minimum, maximum: maximum)
    }
  }

  private static func language(_ record: JSONReader) throws(JSONError) -> LanguageOptions? {
    guard try record["language"].value != .string("off") else { return nil }
    var wanted: [String] = []
    for code in try record["language"].elements() { wanted.append(try code.string()) }
    let confidence = try record["language_confidence"].number()
    guard let fields = LanguageOptions.Fields(rawValue: try record["language_fields"].string())
    else {
      throw .unexpected(path: "options.language_fields", expected: "response or all")
    }
    guard let policy = LanguageOptions.Policy(rawValue: try record["language_policy"].string())
    else {
      throw .unexpected(path: "options.language_policy", expected: "same or translation")
    }
    guard try record["language_engine"].value == .string("cld2") else {
      throw .unexpected(
        path: "options.language_engine", expected: "cld2, since a model is not in the manifest")
    }
    return try written("language") { () throws(FilterError) in
      try LanguageOptions(
        wanted: wanted, minimumConfidence: confidence, fields: fields, policy: policy)
    }
  }

  private static func quality(_ record: JSONReader) throws(JSONError) -> QualityOptions? {
    guard try record.optional("reject_patterns") == nil else {
      throw .unexpected(
        path: "options.reject_patterns",
        expected: "none, since the patterns are not in the manifest")
    }
    let lines = try record.optional("max_repeated_lines")?.number()
    let words = try record.optional("max_repeated_words")?.number()
    let quality = try written("max_repeated_lines") { () throws(FilterError) in
      try QualityOptions(maximumRepeatedLines: lines, maximumRepeatedWords: words)
    }
    return quality.isOff ? nil : quality
  }

  /// Reads a value of option `key` by the reader of the command line.
  private static func written<Value, Fault: Error & CustomStringConvertible>(
    _ key: String, _ read: () throws(Fault) -> Value
  ) throws(JSONError) -> Value {
    do throws(Fault) {
      return try read()
    } catch {
      throw .unexpected(path: "options.\(key)", expected: "a value that is accepted: \(error)")
    }
  }
}
