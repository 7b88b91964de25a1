import ArgumentParser
import ByteIO
import Testing

@testable import PrepCommands

/// What every command's help has alike.
@Suite struct HelpTests {
  /// All commands but `prep` itself that are shown, those below others too.
  private static var commands: [any ParsableCommand.Type] {
    func below(_ command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
      command.configuration.subcommands.filter { $0.configuration.shouldDisplay }
        .flatMap { [$0] + below($0) }
    }
    return below(PrepCommand.self)
  }

  private static func help(_ command: any ParsableCommand.Type) -> String {
    PrepCommand.helpMessage(for: command, columns: 80)
  }

  /// The statuses that a help lists, in its order.
  private static func statuses(_ help: String) -> [ByteIO.ExitStatus] {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(of: "EXIT STATUS") else { return [] }
    return lines[(start + 1)...].prefix { !$0.isEmpty }.compactMap { line in
      let words = line.split(separator: " ", maxSplits: 1)
      let status = Int32(words[0]).flatMap(ByteIO.ExitStatus.init(rawValue:))
      #expect(status.map { "\(words[1].drop { $0 == " " })" == $0.meaning } == true, "\(line)")
      return status
    }
  }

  @Test func everyHelpListsTheStatusesOfItsCommand() {
    #expect(Self.commands.count >= 14)
    for command in Self.commands {
      let statuses = Self.statuses(Self.help(command))
      #expect(Array(statuses.prefix(3)) == [.good, .failure, .usage], "\(command)")
      #expect(statuses.map(\.rawValue) == statuses.map(\.rawValue).sorted(), "\(command)")
      // What ends in order when it is interrupted says so.
      if command is any InterruptibleCommand.Type {
        #expect(statuses.contains(.interrupted), "\(command)")
      }
    }
    #expect(Self.statuses(Self.help(PrepCommand.self)) == ByteIO.ExitStatus.allCases)
  }

  @Test func everyHelpFitsAScreen() {
    for command in Self.commands + [PrepCommand.self] {
      for line in Self.help(command).split(separator: "\n") {
        #expect(line.count <= 80, "\(command): \(line)")
      }
    }
  }

  /// A value is called by what it is: `--limit <limit>` says nothing.
  @Test func valuesHaveNamesOfTheirOwn() {
    for command in Self.commands {
      for option in CommandOptions.all(of: command)
      where option.kind != .flag && option.choices.isEmpty {
        let isSaid =
          option.valueName != option.name || ["split", "model", "date"].contains(option.name)
        #expect(isSaid, "\(command): --\(option.name)")
      }
    }
  }

  @Test func helpIsSentences() {
    for command in Self.commands {
      #expect(command.configuration.abstract.hasSuffix("."), "\(command)")
      for option in CommandOptions.all(of: command) {
        #expect(option.help.hasSuffix(".") || option.help.hasSuffix(")"), "\(option.help)")
        #expect(
          option.help.first?.isUppercase == true || option.help.contains(","), "\(option.help)")
      }
    }
  }
}
