import ByteIO
import Foundation
import TestSupport
import Testing

/// `prep report`: a data set as a page.
///
/// `make report-test` opens pages in a browser and counts their figures anew.
@Suite struct ReportTests {
  private let directory: TemporaryDirectory
  private var set: String { directory.file("out") }
  private var page: String { directory.file("report.html") }

  init() throws {
    directory = try TemporaryDirectory()
    let outcome = try Prep.run(
      "build", Fixtures.path("documents"), "--output", set, "--language", "en", "--validation", "5",
      "--dedup", "exact", "--quiet")
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private func report(_ arguments: String...) throws -> Prep.Outcome {
    try Prep.run(["report"] + arguments)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try FileSystem.bytes(of: path), as: UTF8.self)
  }

  /// All whole numbers in a document, but for those that are told in another way.
  private func integers(_ value: JSONValue) -> [Int] {
    switch value {
    case .array(let elements): return elements.flatMap(integers)
    case .object(let members):
      return members.filter { $0.key != "peak_rss_bytes" }.flatMap { integers($0.value) }
    case .integer(let count): return [Int(count)]
    case .unsigned(let count): return [Int(count)]
    default: return []
    }
  }

  private func figure(_ count: Int) -> String {
    var digits = String(count)
    var groups = ""
    while digits.count > 3 {
      groups = "," + digits.suffix(3) + groups
      digits.removeLast(3)
    }
    return digits + groups
  }

  @Test func everyNumberOfTheStatisticsIsThere() throws {
    let outcome = try report(set, "--output", page)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("\(page): "), "\(outcome.errors)")
    let shown = try text(page)
    let numbers = Set(
      shown.matches(of: /[0-9][0-9,]*/).map { String($0.output) })
    let json = try Prep.run("stats", set, "--json").output
    let wanted = integers(try JSONReader(parsing: json.span).value)
    #expect(wanted.count > 100)
    for count in wanted { #expect(numbers.contains(figure(count)), "\(count)") }
  }

  @Test func aPageIsTheSameForItsSeedAndAnotherForAnother() throws {
    func bytes(_ arguments: String...) throws -> [UInt8] {
      let outcome = try Prep.run(
        ["report", set, "--output", "-", "--sample", "3"] + arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.output
    }
    let first = try bytes("--seed", "1")
    let again = try bytes("--seed", "1")
    let other = try bytes("--seed", "2")
    #expect(again == first)
    #expect(other != first)
    let written = try report(set, "--output", page, "--sample", "3", "--seed", "1")
    #expect(written.status == 0, "\(written.errors)")
    let file = try FileSystem.bytes(of: page)
    #expect(file == first)
    let none = try bytes("--sample", "0")
    #expect(!String(decoding: none, as: UTF8.self).contains("class=\"text"))
  }

  @Test func twoDataSetsStandSideBySide() throws {
    let other = directory.file("other")
    let built = try Prep.run(
      "build", Fixtures.path("documents"), "--output", other, "--sequence-length", "512", "--quiet")
    #expect(built.status == 0, "\(built.errors)")
    #expect(try report(set, other, "--output", page).status == 0)
    let shown = try text(page)
    #expect(shown.contains("id=\"comparison\""))
    #expect(
      shown.contains(
        "≠</b> <bdi>tokens a row</bdi></th><td class=\"n\">2,048</td><td class=\"n\">512</td><td class=\"n\">−1,536</td>"
      ))
    #expect(try report(set, set, "--output", page).status == 0)
    let equal = try text(page)
    #expect(equal.contains("<b>B</b>"))
    #expect(!equal.contains("≠</b> <bdi>"))
  }

  @Test func onlyReportsAreReplacedAndNothingInDataSets() throws {
    #expect(try report(set, "--output", page).status == 0)
    #expect(try report(set, "--output", page).status == 0)
    for foreign in ["<!DOCTYPE html>\n<html><title>mine</title>", "text", "<!DOCTYPE html>"] {
      try directory.write(foreign, to: "mine.html")
      let refused = try report(set, "--output", directory.file("mine.html"))
      #expect(refused.status == 2)
      #expect(refused.errors.contains("is no report of prep"), "\(refused.errors)")
      let left = try text(directory.file("mine.html"))
      #expect(left == foreign)
    }
    #expect(
      try report(set, "--output", directory.file("mine.html"), "--overwrite").status == 0)
    let replaced = try text(directory.file("mine.html"))
    let own = try text(page)
    #expect(replaced == own)

    try directory.write(#"{"format":"prep data set","version":99}"#, to: "newer/manifest.json")
    try directory.write("{}", to: "building/work/build.json")
    try FileManager.default.createSymbolicLink(
      atPath: directory.file("link"), withDestinationPath: set)
    for place in [
      "out/r.html", "out/manifest.json", "link/r.html", "newer/r.html", "building/x/r.html",
    ] {
      for flags in [[], ["--overwrite"]] {
        let refused = try Prep.run(["report", set, "--output", directory.file(place)] + flags)
        #expect(refused.status == 2, "\(place)")
        #expect(refused.errors.contains("lies in the data set"), "\(refused.errors)")
      }
    }
    #expect(try Prep.run("verify", set).status == 0)
  }

  @Test func whatIsNoSoundDataSetIsSaid() throws {
    let none = try report(directory.path, "--output", page)
    #expect(none.status == 1)
    #expect(none.errors.contains("no data set here"), "\(none.errors)")

    try directory.write("{}", to: "building/work/build.json")
    let building = try report(directory.file("building"), "--output", page)
    #expect(building.status == 1)
    #expect(building.errors.contains("its build did not finish"), "\(building.errors)")
    let second = try report(set, directory.file("building"), "--output", page)
    #expect(second.errors.contains("its build did not finish"), "\(second.errors)")

    let bytes = try FileSystem.bytes(of: set + "/manifest.json")
    let manifest = try JSONReader(parsing: bytes.span).value
    let newer = manifest.members.map {
      $0.key == "version" ? JSONValue.Member("version", 2) : $0
    }
    try directory.write(Seal.manifest(.object(newer)), to: "newer/manifest.json")
    let version = try report(directory.file("newer"), "--output", page)
    #expect(version.status != 0)
    #expect(version.errors.contains("version"), "\(version.errors)")
    #expect(!FileSystem.exists(page))
  }

  /// Each file of a data set that the page reads, with one bit changed in its middle.
  @Test(arguments: ["report.json", "plan", "rejected/00000.jsonl", "shards/train-00000.shard"])
  func aDamagedFileIsNamed(_ name: String) throws {
    var bytes = try FileSystem.bytes(of: set + "/" + name)
    bytes[bytes.count / 2] ^= 4
    try directory.write(bytes, to: "out/" + name)
    let outcome = try report(set, "--output", page, "--sample", "1000")
    #expect([1, 4].contains(outcome.status), "\(outcome.status)")
    #expect(outcome.errors.contains(name), "\(outcome.errors)")
    #expect(!FileSystem.exists(page))
  }

  @Test func aRunLogThatCannotBeReadIsANote() throws {
    try directory.write("{", to: "out/run-log.json")
    let outcome = try report(set, "--output", page)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("the times and memory of the run are not shown"))
    let shown = try text(page)
    #expect(!shown.contains("The run<"))
  }

  @Test func whatMakesNoSenseIsRefused() throws {
    for (arguments, message) in [
      ([set], "--output"),
      ([set, set, set, "--output", page], "Unexpected argument"),
      ([set, "--output", page, "--sample", "1001"], "--sample expects 0 to 1000"),
      ([set, "--output", page, "--sample", "-1"], "--sample"),
      ([set, "--output", ""], "expected the name of a file"),
    ] {
      let outcome = try Prep.run(["report"] + arguments)
      #expect(outcome.status != 0, "\(arguments)")
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
      #expect(!outcome.errors.contains("Fatal"))
    }
    let nowhere = try report(set, "--output", directory.file("no/where/r.html"))
    #expect(nowhere.status == 1)
    #expect(nowhere.errors.contains("no/where"), "\(nowhere.errors)")
    let device = try report(set, "--output", "/dev/null")
    #expect(device.status == 1)
    #expect(device.errors.contains("no regular file"), "\(device.errors)")
  }

  /// Names and texts of records and of the command's own arguments are text in the page.
  @Test func nothingOfTheDataIsMarkup() throws {
    let line =
      #"{"instruction":"<script>alert(1)</script>","response":"</style>\u202e\u0000-->","source":"\"><img src=x>","<b>":1}"#
    let input = try directory.write(line + "\n<script>\n", to: "<i>.jsonl")
    let hostile = directory.file("<u>")
    #expect(try Prep.run("build", input, "--output", hostile, "--quiet").status == 0)
    #expect(try report(hostile, "--output", page).status == 0)
    let shown = try text(page)
    for markup in [
      "<script>alert", "</style>&", "-->", "<img", "<b>:", "<i>", "<u>", "\u{202E}", "\u{0}",
    ] {
      #expect(!shown.contains(markup), "\(markup)")
    }
    for text in [
      "&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;/style&gt;&lt;U+202E&gt;␀--&gt;",
      "&quot;&gt;&lt;img src=x&gt;", "&lt;b&gt;", "&lt;i&gt;.jsonl",
    ] {
      #expect(shown.contains(text), "\(text)")
    }
  }

  /// What a stranger's report may name a million of takes no room and no time.
  @Test func aPageIsBoundedWhateverTheReportSays() throws {
    let bytes = try FileSystem.bytes(of: set + "/report.json")
    let report = try JSONReader(parsing: bytes.span).value
    let many = (0..<5000).map {
      JSONValue.Member(String(repeating: "\($0) <b>", count: 100), $0.isMultiple(of: 2) ? 1 : 0)
    }
    let members = report.members.map { member -> JSONValue.Member in
      switch member.key {
      case "records_rejected", "forms", "special_token_hits", "unread_fields", "quality_rules":
        JSONValue.Member(member.key, .object(many))
      default: member
      }
    }
    try replace("report.json", by: .object(members))
    let outcome = try self.report(set, set, "--output", page, "--sample", "2")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let size = try FileSystem.bytes(of: page).count
    #expect(size < 4 << 20, "\(size)")
  }

  /// Puts a document in the place of one of the data set's, and makes the manifest agree.
  private func replace(_ name: String, by value: JSONValue) throws {
    let bytes = Array(JSONWriter.pages(value).utf8)
    try directory.write(bytes, to: "out/" + name)
    let manifest = try FileSystem.bytes(of: set + "/manifest.json")
    let members = try JSONReader(parsing: manifest.span).value.members.map {
      (member: JSONValue.Member) -> JSONValue.Member in
      guard member.key == "files", case .array(let files) = member.value else { return member }
      let changed = files.map { (file: JSONValue) -> JSONValue in
        guard file.members.contains(where: { $0.value == .string(name) }) else { return file }
        return [
          "name": .string(name), "byte_count": JSONValue(bytes.count),
          "hash": .string(Hash128(of: bytes.span).description),
        ]
      }
      return JSONValue.Member("files", .array(changed))
    }
    try directory.write(Seal.manifest(.object(members)), to: "out/manifest.json")
  }
}
