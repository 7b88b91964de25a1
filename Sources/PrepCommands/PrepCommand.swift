public import ArgumentParser
import ByteIO
import Glibc
import Records

/// The `prep` command: training-ready token shards for Llama 3 from JSON Lines.
public struct PrepCommand: ParsableCommand {
  /// The tool's version, as manifests record it.
  package static let version = ToolVersion.current

  /// The verbs, in the order a user meets them.
  public static let configuration = CommandConfiguration(
    commandName: "prep",
    abstract: "Turns instruction data in JSON Lines into verified token shards for Llama 3.",
    discussion: """
      EXAMPLES
        prep build data.jsonl --output out --language en
        prep stats out
        prep inspect out --random 2

      \(ExitStatus.section(ExitStatus.allCases))
      """,
    version: version,
    subcommands: [
      ScanCommand.self, BuildCommand.self, StatsCommand.self, ReportCommand.self,
      InspectCommand.self, VerifyCommand.self,
      RepackCommand.self, TaskCommand.self, ExportCommand.self, FeedCommand.self,
      EncodeCommand.self,
      DecodeCommand.self,
      LanguageCommand.self,
      PlanMemoryCommand.self, DoctorCommand.self, BenchCommand.self, SetupCommand.self,
      ConfigSchemaCommand.self,
    ])

  /// Makes the command; argument parsing fills it.
  public init() {}

  /// Runs the process's arguments and ends the process with the status that came of it.
  public static func runAndExit() -> Never {
    StandardStreams.openClosed()
    // A write beyond a limit on file sizes is an error that is said, as a full disk is.
    signal(SIGXFSZ, SIG_IGN)
    Glibc.exit(run(arguments()).rawValue)
  }

  /// The process's arguments but for the program's name, as `FileName` has them.
  ///
  /// `CommandLine.arguments` has replaced what is not UTF-8.
  static func arguments() -> [String] {
    // SAFETY: the system gives `argc` terminated strings, which nothing here changes.
    (0..<Int(CommandLine.argc)).dropFirst().compactMap { index in
      CommandLine.unsafeArgv[index].map { FileName.text(ofCString: $0) }
    }
  }

  /// Runs `arguments`, the program's name left out.
  static func run(_ arguments: [String]) -> ExitStatus {
    Log.format = .asked(for: arguments)
    do {
      try checkValues(arguments)
      let arguments = try ConfigurationFile.expand(arguments)
      Log.format = .asked(for: arguments)
      var command = try parseAsRoot(arguments)
      // Before anything is loaded: a signal that comes early is answered like any other.
      if let command = command as? any InterruptibleCommand {
        Signals.install(resumes: command.resumes)
      } else {
        Signals.unblock()
      }
      try command.run()
      return .good
    } catch {
      return report(error)
    }
  }

  /// Refuses `--name=` with nothing after it, which would take the next argument for its value.
  private static func checkValues(_ arguments: [String]) throws {
    for argument in arguments.prefix(while: { $0 != "--" })
    where argument.hasPrefix("--") && argument.hasSuffix("=")
      && argument.count(where: { $0 == "=" }) == 1
    {
      throw Fault.usage("\(argument.dropLast()) expects a value behind the equals sign")
    }
  }

  /// The one place where an error becomes text and an exit status.
  private static func report(_ error: any Error) -> ExitStatus {
    if let status = error as? ExitStatus { return status }
    if let fault = error as? Fault {
      Log.write(LogEntry(fault))
      return fault.status
    }
    if let interruption = error as? Interruption {
      Log.write(interruption.entry)
      return interruption.fault.status
    }
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    guard code != .success else {
      // Help and version are results that were asked for.
      do {
        try StandardOutput.write(TerminalText(message + "\n"))
        return .good
      } catch {
        return .failure
      }
    }
    if code == .validationFailure {
      if Log.format == .json {
        Log.write(LogEntry(.usage(self.message(for: error))))
      } else {
        Terminal.writeError(usageText(message, for: error))
      }
      return .usage
    }
    Log.write(LogEntry(.failed("\(error)")))
    return .failure
  }

  /// A fault in the arguments as it is printed: the fault itself, which quotes them, on one line, and
  /// the usage around it.
  private static func usageText(_ full: String, for error: any Error) -> TerminalText {
    let fault = message(for: error)
    guard !fault.isEmpty, let range = full.firstRange(of: fault) else {
      return TerminalText(full + "\n")
    }
    return TerminalText(String(full[..<range.lowerBound])) + "\(fault)"
      + TerminalText(String(full[range.upperBound...]) + "\n")
  }
}
