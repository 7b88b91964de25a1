import ByteIO
import Ingest
import Records
import TestSupport
import Testing

/// Inputs that are one JSON array of records.
@Suite struct ArrayTests {
  private static let elements = [
    #"{"text":"a, ] } \" \\"}"#, #"{ "text" : "b" }"#, #"{"text":"c","x":[{"y":[1,2]},"]"]}"#,
    #"{"messages":[{"role":"user","content":"q"}]}"#,
  ]

  private func texts(_ outcomes: [Outcome]) -> [String] {
    outcomes.map { outcome in
      outcome.turns.map { String(decoding: $0.text, as: UTF8.self) }.joined(separator: "|")
    }
  }

  @Test(
    arguments: [
      ("[", ",", "]"), ("[\n", ",\n", "\n]\n"), (" \r\n[\t", " , ", "\r\n] \n\n"),
      ("\u{FEFF}[", "\n,", "]"), ("\u{FEFF}\n\n [ \n\n", "\n\n,\n\n", "\n]"),
    ])
  func elementsAreRecordsWhateverIsBetweenThem(
    _ start: String, _ separator: String, _ end: String
  ) throws {
    let input = start + Self.elements.joined(separator: separator) + end
    let found = try outcomes(of: input)
    #expect(texts(found) == [#"a, ] } " \"#, "b", "c", "q"])
    #expect(found.map(\.line) == [1, 2, 3, 4])
    let bytes = Array(input.utf8)
    for (outcome, element) in zip(found, Self.elements) {
      let range = outcome.byteOffset..<(outcome.byteOffset + outcome.byteCount)
      #expect(bytes[range].elementsEqual(element.utf8))
    }
  }

  @Test func elementsAreTheSameHoweverTheyAreStored() throws {
    let directory = try TemporaryDirectory()
    let input = Array(("[\n" + Self.elements.joined(separator: ",\n") + "]\n").utf8)
    let expected = try outcomes(of: input)
    for (name, bytes) in [("plain", input), ("gzip", gzip(input)), ("zstd", try zstd(input))] {
      let path = try directory.write(bytes, to: name)
      #expect(try read([path]).outcomes == expected)
    }
    let single = try Pipe().carry(input, pieceByteCount: 1) { try read([$0]).outcomes }
    #expect(single == expected)
  }

  /// The first bytes of a stream may come all at once, more than are looked at.
  @Test(arguments: [0, 65_534, 65_535, 65_536])
  func aLongArrayIsTheSameHoweverItIsStored(spaceByteCount: Int) throws {
    let directory = try TemporaryDirectory()
    let space = [UInt8](repeating: UInt8(ascii: " "), count: spaceByteCount)
    let elements = (0..<9000).map { #"{"text":"element \#($0)"}"# }
    let input = space + Array("[\(elements.joined(separator: ",\n"))]".utf8)
    let expected = try read([try directory.write(input, to: "plain")]).outcomes
    // A bracket and a brace within the first 64 KiB.
    #expect(expected.contains { $0.reason != nil } == (spaceByteCount > 65_534))
    for (name, bytes) in [("gzip", gzip(input)), ("zstd", try zstd(input))] {
      #expect(try read([try directory.write(bytes, to: name)]).outcomes == expected)
    }
    #expect(try outcomes(of: input) == expected)
  }

  @Test func unitsEndBehindACommaAtWhicheverSize() throws {
    let directory = try TemporaryDirectory()
    let input = Array(("[ " + Self.elements.joined(separator: " ,\n ") + " ]\n").utf8)
    let plain = try directory.write(input, to: "plain")
    let stored = try directory.write(gzip(input, blockByteCount: 7), to: "stored")
    let expected = try read([plain]).outcomes
    #expect(expected.count == 4)
    for unitByteCount in 1...(input.count + 1) {
      let options = ReadingSettings(unitByteCount: unitByteCount, batchByteCount: 1)
      let reading = try read([plain], options)
      #expect(reading.outcomes == expected, "\(unitByteCount)")
      #expect(reading.units == (try read([stored], options)).units, "\(unitByteCount)")
      #expect(reading.units.reduce(0) { $0 + $1.byteCount } == UInt64(input.count))
      for unit in reading.units.dropLast() {
        let start = Int(unit.segments[0].fileByteOffset)
        let end = start + Int(unit.byteCount)
        let isBorder = [UInt8(ascii: ","), UInt8(ascii: "]")].contains(input[end - 1])
        #expect(isBorder && end >= (start / unitByteCount + 1) * unitByteCount)
      }
    }
  }

  @Test func arraysAndLinesMayShareAUnit() throws {
    let directory = try TemporaryDirectory()
    let paths = [
      try directory.write("[\(Self.elements[0])]", to: "a"),
      try directory.write("{\"text\":\"line\"}\n\n{\"text\":\"more\"}", to: "b"),
      try directory.write("[]", to: "c"), try directory.write("[\(Self.elements[1])]", to: "d"),
    ]
    for unitByteCount in [1, 20, 1 << 20] {
      let found = try read(paths, ReadingSettings(unitByteCount: unitByteCount)).outcomes
      #expect(texts(found) == [#"a, ] } " \"#, "line", "more", "b"])
      #expect(found.map(\.line) == [1, 1, 3, 1])
      #expect(found.map(\.file) == [0, 1, 1, 3])
    }
  }

  @Test(arguments: ["[]", "[ \n ]\n", "\u{FEFF}[]"])
  func anEmptyArrayHasNoRecords(_ input: String) throws {
    #expect(try outcomes(of: input) == [])
  }

  /// What is an array on a line of its own, but not of objects, is a line like any other.
  @Test(arguments: [
    "[\"a\"]\n{\"text\":\"b\"}\n", "[[]]\n{\"text\":\"b\"}", "[1\n{\"text\":\"b\"}",
  ])
  func anArrayOfOtherValuesIsALine(_ input: String) throws {
    let found = try outcomes(of: input)
    #expect(found.count == 2)
    #expect(texts(found).last == "b")
  }

  @Test(
    arguments: [
      (
        #"[{"text":"a"} {"text":"b"},{"text":"c"}]"#, ["", "c"],
        "expected nothing more after the value, found '{' at byte 13", 1
      ),
      (#"[{"text":"a"},]"#, ["a", ""], "expected an element of the array, found ']'", 14),
      (
        #"[{"text":"a"},,{"text":"c"}]"#, ["a", "", "c"],
        "expected an element of the array, found ','", 14
      ),
      (
        #"[{"text":"a"},{"text":"b"}"#, ["a", "b", ""],
        "the array is not closed: expected ',' or ']', found the input's end", 26
      ),
      (
        #"[{"text":"a"}, "#, ["a", ""],
        "the array is not closed: expected ',' or ']', found the input's end", 15
      ),
      (
        "[{\"text\":\"a\"}] more\n[{\"text\":\"b\"}]", ["a", "", "b"],
        "expected a value, found 'm' at byte 0", 15
      ),
      (
        #"[{"text":"a"},{"text":},{"text":"c"}]"#, ["a", "", "c"],
        "expected a value, found '}' at byte 8", 14
      ),
      (
        #"[{"text":"a"},7,{"text":"c"}]"#, ["a", "", "c"],
        "the line is a number, expected an object", 14
      ),
      (
        #"[{"text":"a"}},{"text":"c"}]"#, ["", "c"],
        "expected nothing more after the value, found '}' at byte 12", 1
      ),
    ] as [(String, [String], String, Int)])
  func malformedArraysSayWhere(
    _ input: String, _ kept: [String], _ detail: String, _ byteOffset: Int
  ) throws {
    for unitByteCount in [1, 1 << 20] {
      let found = try outcomes(of: Array(input.utf8), ReadingSettings(unitByteCount: unitByteCount))
      #expect(texts(found) == kept)
      let fault = try #require(found.first { $0.reason != nil })
      #expect(fault.detail == detail)
      #expect(fault.byteOffset == byteOffset)
    }
  }

  /// A download that broke off: at any byte and whatever the unit, what was whole is kept.
  ///
  /// That the rest is missing is said once. Other files stand around it.
  @Test func anArrayThatBreaksOffIsSaid() throws {
    let directory = try TemporaryDirectory()
    let whole = Array(#"[{"text":"a"}, {"text":"b"},{"text":"c"}]"#.utf8)
    // Before a brace is seen it is a line like any other.
    for length in 2..<whole.count {
      for stored in [whole[..<length].map { $0 }, gzip(Array(whole[..<length]))] {
        let paths = [
          try directory.write(#"{"text":"before"}"#, to: "a"),
          try directory.write(stored, to: "b"),
          try directory.write(#"[{"text":"after"}]"#, to: "c"),
        ]
        let sizes = [1, 7, length, length + 1, 1 << 20]
        for (paths, other) in [(paths, ["before", "after"]), ([paths[1]], [])] {
          let all = try sizes.map {
            try read(paths, ReadingSettings(unitByteCount: $0)).outcomes
          }
          for (found, size) in zip(all, sizes) {
            let comment = "\(length) bytes in units of \(size)"
            #expect(found == all[0], "\(comment)")
            let ends = found.filter { $0.detail.contains("the array is not closed") }
            #expect(ends.count == 1, "\(comment)")
            let kept = texts(found).filter { !$0.isEmpty && !other.contains($0) }
            let wholeCount = [13, 27, 40].count { $0 <= length }
            #expect(kept == Array(["a", "b", "c"][..<wholeCount]), "\(comment)")
          }
        }
      }
    }
  }

  /// Whether an array breaks off is said of the input that does, not of those around it in its unit.
  @Test func onlyTheArrayThatBreaksOffIsSaidToBeCut() throws {
    let directory = try TemporaryDirectory()
    let cut = try directory.write(#"[{"text":"a"},"#, to: "cut")
    // Nothing comes of it, after the cut one in the same unit.
    let empty = try directory.write(gzip([]), to: "empty")
    // A unit ends within it, after a comma.
    let whole = try directory.write(
      "[" + (0..<9).map { #"{"text":"\#($0)"}"# }.joined(separator: ",") + "]", to: "whole")
    for paths in [
      [cut], [cut, empty], [cut, whole], [whole, cut, empty], [cut, empty, whole, whole],
    ] {
      for size in [1, 13, 14, 15, 20, 27, 40, 60, 100, 150, 1 << 20] {
        let found = try read(paths, ReadingSettings(unitByteCount: size)).outcomes
        let rejected = found.filter { $0.reason != nil }
        #expect(rejected.count == 1, "\(paths) in units of \(size): \(rejected)")
        #expect(rejected.first?.detail.contains("the array is not closed") == true)
        #expect(rejected.first?.file == paths.firstIndex(of: cut))
      }
    }
  }

  @Test func anElementThatEndsTooEarlyTakesTheRestOfTheArray() throws {
    let found = try outcomes(of: #"[{"text":"a"},{"text":"b},{"text":"c"}]"#)
    #expect(found.map(\.reason) == [nil, .malformedJSON, .malformedJSON])
  }

  @Test func longElementsAreRejectedAndNotHeld() throws {
    let long = String(repeating: "x", count: 300_000)
    let input = Array("[{\"text\":\"a\"},{\"text\":\"\(long)\"},{\"text\":\"c\"}]".utf8)
    for unitByteCount in [1, 20, 1 << 20] {
      let options = ReadingSettings(unitByteCount: unitByteCount, maximumLineByteCount: 100)
      let directory = try TemporaryDirectory()
      let reading = try read([try directory.write(input, to: "long")], options)
      #expect(reading.outcomes.map(\.reason) == [nil, .oversizedLine, nil])
      #expect(reading.outcomes.map(\.line) == [1, 2, 3])
      #expect(reading.outcomes.map(\.byteOffset) == [1, 14, 300_026])
      #expect(reading.units.allSatisfy { $0.heldByteCount <= unitByteCount + 108 })
    }
  }
}
