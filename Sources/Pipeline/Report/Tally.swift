import ByteIO
import Shards

/// What one task counts for the report; the counts of all tasks are added up.
struct Tally: Sendable, Equatable {
  /// Figures that are one number.
  enum Sum: Int, CaseIterable {
    case recordsKept, trainRecords, validationRecords
    /// Tokens of all records that the plan saw, and of those that are kept.
    case soundTokens, keptTokens
    case templateTokens, lostTokens, repeatedTokens
    case truncatedRecords, splitRecords, splitParts, repeatedRecords
    case textBytes, textTokens, toolCalls, recordsWithTools
    case omittedTexts, untrainedTurns, thoughts, emptyThoughts

    var name: String { String(describing: self) }
  }

  /// Figures that are one number for each name.
  enum Table: String, CaseIterable {
    /// By reason.
    case rejected, rejectedBytes, rejectedTokens
    /// By the name of a rule.
    case qualityRules
    /// By a form's number; rejected records of no form under `none`.
    case forms, rejectedForms
    /// By the language of prompt and answer, with a slash between.
    case languages
    /// By a token's number.
    case specialTokenHits
    /// By a source's name.
    case sourceRecords, sourceTokens, sourceTrainedTokens
    /// By a source's name: trained tokens that stand first in a row and are not trained there.
    case firstLabels
  }

  /// How many records have which length.
  enum Lengths: Int, CaseIterable {
    /// Whole records, kept and dropped, and what of kept ones stands in rows.
    case kept, tooLong, placed
  }

  /// A name byte by byte: `==` of strings takes different ones for equal.
  struct Name: Hashable {
    let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  private var sums = [Int](repeating: 0, count: Sum.allCases.count)
  private var tables: [Table: [Name: Int]] = [:]
  private var lengths = [[Int: Int]](repeating: [:], count: Lengths.allCases.count)

  init() {}

  /// How many records have which length.
  func lengths(_ kind: Lengths) -> LengthTally {
    LengthTally(lengths[kind.rawValue].map { (length: $0.key, count: $0.value) })
  }

  mutating func add(_ count: Int, to kind: Lengths, _ length: Int) {
    lengths[kind.rawValue][length, default: 0] += count
  }

  subscript(sum: Sum) -> Int { sums[sum.rawValue] }

  /// The numbers of a table, in the order of their names' bytes.
  subscript(table: Table) -> [(name: String, count: Int)] {
    (tables[table] ?? [:]).sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
      .map { ($0.key.text, $0.value) }
  }

  mutating func add(_ count: Int, to sum: Sum) { sums[sum.rawValue] += count }

  mutating func add(_ count: Int, to table: Table, _ name: String) {
    tables[table, default: [:]][Name(name), default: 0] += count
  }

  mutating func add(_ other: Tally) {
    for index in sums.indices { sums[index] += other.sums[index] }
    for index in lengths.indices { lengths[index].merge(other.lengths[index]) { $0 + $1 } }
    for (table, counts) in other.tables {
      tables[table, default: [:]].merge(counts) { $0 + $1 }
    }
  }
}

/// All but the lengths, of which there are many: they stand in rows of their own.
extension Tally: JSONDocument {
  var json: JSONValue {
    [
      "sums": .object(Sum.allCases.map { .init($0.name, JSONValue(self[$0])) }),
      "tables": .object(
        Table.allCases.map { table in
          // Pairs: an object could not tell names apart that are equal as text.
          .init(
            table.rawValue,
            .array(self[table].map { [.string($0.name), JSONValue($0.count)] }))
        }),
    ]
  }

  init(_ reader: JSONReader) throws(JSONError) {
    for sum in Sum.allCases {
      add(try reader["sums"][sum.name].integer(0...(1 << 50)), to: sum)
    }
    for table in Table.allCases {
      for pair in try reader["tables"][table.rawValue].elements() {
        let members = try pair.elements()
        guard members.count == 2 else {
          throw .unexpected(path: pair.path, expected: "a name and a number")
        }
        add(try members[1].integer(0...(1 << 50)), to: table, try members[0].string())
      }
    }
  }
}
