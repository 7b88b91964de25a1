import ArgumentParser
import ByteIO
import Filters
import Ingest
import Pipeline
import Planner
import Testing
import Tokenizer

@testable import PrepCommands

/// Every recorded option can be set by a flag and in a configuration file.
@Suite struct CommandOptionsTests {
  /// Recorded under another name than the flag's.
  private static let otherNames = ["caps": "cap", "first_validation_input": "validation-file"]

  private static var recorded: [String] {
    var names = LayoutOptions.recorded.map(\.name)
    names += ReadingOptions.recorded.map(\.name) + ConversationOptions.recorded.map(\.name)
    for type in FilterList.recordFilters { names += Self.names(type) }
    for type in FilterList.tokenFilters { names += Self.names(type) }
    return names
  }

  private static func names<Options: RecordedOptions>(_ type: Options.Type) -> [String] {
    type.recorded.map(\.name)
  }

  @Test func everyRecordedOptionHasAFlag() {
    let kinds = CommandOptions.kinds(of: BuildCommand.self)
    #expect(Self.recorded.count > 30)
    for name in Self.recorded {
      let flag = Self.otherNames[name] ?? name.map { $0 == "_" ? "-" : String($0) }.joined()
      #expect(kinds[flag] != nil, "\(name) has no flag --\(flag)")
    }
  }

  @Test func everyLayoutOptionCanBeRepacked() {
    let kinds = CommandOptions.kinds(of: RepackCommand.self)
    for field in LayoutOptions.recorded where field.name != "first_validation_input" {
      let flag =
        Self.otherNames[field.name] ?? field.name.map { $0 == "_" ? "-" : String($0) }.joined()
      #expect(kinds[flag] != nil, "\(field.name)")
    }
  }

  @Test func kindsAreToldFromTheParser() {
    let kinds = CommandOptions.kinds(of: BuildCommand.self)
    #expect(kinds["keep-parts"] == .flag)
    #expect(kinds["map"] == .list)
    #expect(kinds["cap"] == .list)
    #expect(kinds["sequence-length"] == .value)
    #expect(kinds["language"] == .commaList)
    #expect(kinds["config"] == nil)
    #expect(kinds["help"] == nil)
    #expect(kinds["inputs"] == nil)
  }
}
