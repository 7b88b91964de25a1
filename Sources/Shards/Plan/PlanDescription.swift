package import ByteIO
import Records

/// The part of a plan that is written as JSON: how the input was cut, and what splits there are.
struct PlanDescription: JSONDocument, Equatable {
  struct Split: Sendable, Equatable {
    var name: String
    var rowCount: Int
    var pieceCount: Int
  }

  var recordCount: Int
  /// The names of reasons, in the order of their numbers in the record columns.
  var reasons: [String]
  var splits: [Split]
  var units: [PlanUnit]

  private static let format = "prep plan"

  init(recordCount: Int, splits: [Split], units: [PlanUnit]) {
    self.recordCount = recordCount
    reasons = RejectionReason.allCases.map(\.rawValue)
    self.splits = splits
    self.units = units
  }

  var json: JSONValue {
    [
      "format": .string(Self.format), "records": JSONValue(recordCount),
      "reasons": .array(reasons.map { .string($0) }),
      "splits": .array(
        splits.map {
          [
            "name": .string($0.name), "rows": JSONValue($0.rowCount),
            "pieces": JSONValue($0.pieceCount),
          ]
        }), "units": .array(units.map(\.json)),
    ]
  }

  init(_ reader: JSONReader) throws(JSONError) {
    try reader["format"].require(Self.format)
    recordCount = try reader["records"].integer(0...Int(UInt32.max))
    reasons = []
    for reason in try reader["reasons"].elements() { reasons.append(try reason.string()) }
    splits = []
    for split in try reader["splits"].elements() {
      splits.append(
        Split(
          name: try split["name"].splitName(),
          rowCount: try split["rows"].integer(0...Int(UInt32.max)),
          pieceCount: try split["pieces"].integer(0...Int(UInt32.max))))
    }
    guard splits.count <= Int(PlanLayout.rejectedCode),
      Set(splits.map(\.name)).count == splits.count
    else {
      throw .unexpected(
        path: "splits", expected: "at most \(PlanLayout.rejectedCode) splits of different names")
    }
    units = []
    for unit in try reader["units"].elements() { units.append(try PlanUnit(unit)) }
  }
}

/// One unit of input as the plan keeps it: enough to read exactly its bytes again and to see that
/// they are the same.
package struct PlanUnit: Sendable, Equatable {
  package var byteCount: UInt64
  package var hash: Hash128
  package var segments: [PartSet.Segment]

  package init(byteCount: UInt64, hash: Hash128, segments: [PartSet.Segment]) {
    self.byteCount = byteCount
    self.hash = hash
    self.segments = segments
  }

  package init(_ unit: PartSet.Unit) {
    self.init(byteCount: unit.byteCount, hash: unit.hash, segments: unit.segments)
  }

  var json: JSONValue {
    [
      "byte_count": JSONValue(byteCount), "hash": .string(hash.description),
      "segments": .array(
        segments.map {
          [
            "file": JSONValue($0.segment.file), "first_line": JSONValue($0.firstLine),
            "lines": JSONValue($0.lineCount),
            "file_byte_offset": JSONValue($0.segment.fileByteOffset),
            "unit_byte_offset": JSONValue($0.segment.unitByteOffset),
            "byte_count": JSONValue($0.segment.byteCount),
          ]
        }),
    ]
  }

  init(_ reader: JSONReader) throws(JSONError) {
    byteCount = try reader["byte_count"].integer()
    hash = try reader["hash"].hash()
    segments = []
    for segment in try reader["segments"].elements() {
      segments.append(
        PartSet.Segment(
          segment: .init(
            file: try segment["file"].integer(),
            fileByteOffset: try segment["file_byte_offset"].integer(),
            unitByteOffset: try segment["unit_byte_offset"].integer(),
            byteCount: try segment["byte_count"].integer()),
          firstLine: try segment["first_line"].integer(1...UInt64.max),
          lineCount: try segment["lines"].integer()))
    }
  }
}
