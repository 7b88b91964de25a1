import ByteIO
package import Filters
package import Ingest
package import Tokenizer

/// Everything a build is told.
package struct BuildOptions: Sendable {
  /// Files, directories, or `-` for standard input, in the order their records are numbered.
  package var inputs: [String]
  /// A file or directory of a validation set of the user's own, read after all inputs.
  package var validationInput: String?
  /// The directory that becomes the data set.
  package var output: String
  /// The path of a `tokenizer.model`.
  package var tokenizerPath: String
  package var filters = FilterOptions()
  package var conversation = ConversationOptions()
  package var reading = ReadingOptions()
  package var layout = LayoutOptions()
  /// Where the texts nearest to the language threshold are written; nil for nowhere.
  package var languageReport: String?
  /// Files that were read to make these options, beside the tokenizer; none of them is written to.
  package var readPaths: [String] = []
  package var threadCount = Threads.processorCount
  /// Units whose facts a thread holds at a time; changes nothing of what is made.
  package var unitsPerGroup = 8
  /// Whether the parts stay after the build, for another plan from the same tokens.
  package var keepsParts = false
  /// Whether a data set or another build's work in `output` may be replaced.
  package var overwrites = false
  /// Whether a build that plainly cannot fit on the disk is refused before it begins.
  package var checksSpace = true

  package init(inputs: [String], output: String, tokenizerPath: String) {
    self.inputs = inputs
    self.output = output
    self.tokenizerPath = tokenizerPath
  }

  /// The options that the data set's bytes depend on, as they stand in its manifest.
  ///
  /// Threads, and whether parts are kept, are not among them.
  ///
  /// - Parameter layout: `layout` once the inputs are known.
  func record(_ layout: LayoutOptions) -> JSONValue {
    .object(filters.record + conversation.record + reading.record + layout.record)
  }

  /// The options of the build that made a data set, from its manifest's record of them.
  ///
  /// What is no part of the record (threads, places) is as a new value has it.
  ///
  /// - Throws: `JSONError` where the record is none that this version writes.
  init(record: JSONReader, inputs: [String]) throws(JSONError) {
    self.init(inputs: inputs, output: "", tokenizerPath: "")
    filters = try FilterOptions(record: record)
    conversation = try ConversationOptions(record: record)
    reading = try ReadingOptions(record: record)
    layout = try LayoutOptions(record: record)
    // An option of another version's would be lost in silence.
    guard JSONWriter.line(self.record(layout)) == JSONWriter.line(record.value) else {
      throw .unexpected(path: record.path, expected: "a record that this version writes")
    }
  }
}
